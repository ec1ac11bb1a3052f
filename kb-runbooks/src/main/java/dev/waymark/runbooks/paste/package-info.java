/**
 * Answers that people paste: text that the Azure portal or a command line copied or exported → a
 * table of the columns that a query returns. Start at {@link
 * dev.waymark.runbooks.paste.PastedTable}; may import {@code model.source} and {@code model.table}.
 */
@NullMarked
package dev.waymark.runbooks.paste;

import org.jspecify.annotations.NullMarked;
