/**
 * Issues as people and other programs read them. Start at {@link
 * dev.waymark.runbooks.lint.IssueText}; imports only the model.
 */
@NullMarked
package dev.waymark.runbooks.lint;

import org.jspecify.annotations.NullMarked;
