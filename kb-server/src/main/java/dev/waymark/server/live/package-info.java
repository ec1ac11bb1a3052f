/**
 * What live queries are asked of, as this server is configured. Start at {@link
 * dev.waymark.server.live.LiveSources}.
 */
@NullMarked
package dev.waymark.server.live;

import org.jspecify.annotations.NullMarked;
