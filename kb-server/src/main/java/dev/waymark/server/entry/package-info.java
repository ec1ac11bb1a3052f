/**
 * The knowledge base as the server holds it: entries with their issues, versions of their text and
 * the search by symptoms. Start at {@link dev.waymark.server.entry.Catalog}.
 */
@NullMarked
package dev.waymark.server.entry;

import org.jspecify.annotations.NullMarked;
