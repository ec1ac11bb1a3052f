/**
 * Conditions in CEL: read and type-checked by CEL once, evaluated here within bounds, with an
 * explanation. Start at {@link dev.waymark.runbooks.condition.Conditions}; the only package that
 * sees CEL.
 */
@NullMarked
package dev.waymark.runbooks.condition;

import org.jspecify.annotations.NullMarked;
