/**
 * What stands between the network and the routes: connections and their deadlines, bodies, the
 * safety headers of every reply, the bounds of what may be sent. Start at {@link
 * dev.waymark.server.http.HttpLimits}; imports no route and no service.
 */
@NullMarked
package dev.waymark.server.http;

import org.jspecify.annotations.NullMarked;
