/**
 * The pages of entries: the list, an entry, and the start of an incident from one, and what they
 * show. Start at {@link dev.waymark.server.entry.page.EntryPageResource}.
 */
@NullMarked
package dev.waymark.server.entry.page;

import org.jspecify.annotations.NullMarked;
