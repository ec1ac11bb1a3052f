/**
 * Conditions in CEL: checked once, evaluated within bounds, with an explanation. Start at {@link
 * dev.waymark.runbooks.condition.Condition}; the only package that sees CEL.
 */
@NullMarked
package dev.waymark.runbooks.condition;

import org.jspecify.annotations.NullMarked;
