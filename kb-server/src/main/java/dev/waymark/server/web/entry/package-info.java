/**
 * The list of entries, one entry with its tree and its issues, and the form that starts it. Start
 * at {@link dev.waymark.server.web.entry.EntryResource}; may import {@code shell}.
 */
@NullMarked
package dev.waymark.server.web.entry;

import org.jspecify.annotations.NullMarked;
