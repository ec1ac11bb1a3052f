/**
 * What was learned, put back into text: changes of an entry's Markdown that touch only the lines
 * concerned. Start at {@link dev.waymark.runbooks.write.EntryWriter}; pure, and imports the model
 * and {@code markdown}.
 */
@NullMarked
package dev.waymark.runbooks.write;

import org.jspecify.annotations.NullMarked;
