/**
 * What was learned, put back into text: changes of an entry's Markdown that touch only the lines
 * concerned, the incident's own record, and a scenario of what was recorded. Start at {@link
 * dev.waymark.runbooks.write.EntryWriter}; pure, and imports the model, {@code markdown}, {@code
 * run} and {@code tree}.
 */
@NullMarked
package dev.waymark.runbooks.write;

import org.jspecify.annotations.NullMarked;
