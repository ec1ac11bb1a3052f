/**
 * The knowledge base as the server holds it: entries with their issues, versions of their text and
 * the search by symptoms. Start at {@link dev.waymark.server.catalog.Catalog}; may import {@code
 * content} and {@code store}.
 */
@NullMarked
package dev.waymark.server.catalog;

import org.jspecify.annotations.NullMarked;
