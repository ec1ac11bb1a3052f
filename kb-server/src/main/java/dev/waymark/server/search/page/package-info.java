/**
 * The pages of search and similar incidents, and what they show. Start at {@link
 * dev.waymark.server.search.page.SearchPageResource}.
 */
@NullMarked
package dev.waymark.server.search.page;

import org.jspecify.annotations.NullMarked;
