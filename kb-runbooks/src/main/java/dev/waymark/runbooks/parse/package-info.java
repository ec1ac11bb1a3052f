/**
 * A document understood as an entry: front matter, sections, steps, tables. Start at {@link
 * dev.waymark.runbooks.parse.EntryParser}; may import the model and {@code markdown}.
 */
@NullMarked
package dev.waymark.runbooks.parse;

import org.jspecify.annotations.NullMarked;
