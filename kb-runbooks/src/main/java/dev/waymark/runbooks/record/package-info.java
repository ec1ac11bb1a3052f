/**
 * What the record of an incident says. Start at {@link dev.waymark.runbooks.record.EventSentence};
 * pure; may import the model, {@code run} and {@code tree}.
 */
@NullMarked
package dev.waymark.runbooks.record;

import org.jspecify.annotations.NullMarked;
