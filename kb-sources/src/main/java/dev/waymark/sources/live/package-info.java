/**
 * Live queries of many runs at once: routed to their sources, asked at most so many at a time,
 * tried again, shared and remembered. Start at {@link dev.waymark.sources.live.LiveQueries}; a
 * source implements {@link dev.waymark.sources.live.LiveSource}. May import {@code query}.
 */
@NullMarked
package dev.waymark.sources.live;

import org.jspecify.annotations.NullMarked;
