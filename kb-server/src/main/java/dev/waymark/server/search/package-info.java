/**
 * Finds entries, steps, lessons, incidents and notes by their words, and incidents that resemble
 * another. Start at {@link dev.waymark.server.search.Search}; {@code SearchIndex} keeps what is
 * found up to date.
 */
@NullMarked
package dev.waymark.server.search;

import org.jspecify.annotations.NullMarked;
