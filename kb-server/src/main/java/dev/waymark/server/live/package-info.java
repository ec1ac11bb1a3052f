/**
 * What live queries are asked of, as this server is configured. Start at {@link
 * dev.waymark.server.live.Live}; may import nothing of the server.
 */
@NullMarked
package dev.waymark.server.live;

import org.jspecify.annotations.NullMarked;
