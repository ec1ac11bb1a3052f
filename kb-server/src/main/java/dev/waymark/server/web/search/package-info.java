/**
 * The pages of search: what was found, and what resembles an incident. Start at {@link
 * dev.waymark.server.web.search.SearchPageResource}; may import {@code shell}.
 */
@NullMarked
package dev.waymark.server.web.search;

import org.jspecify.annotations.NullMarked;
