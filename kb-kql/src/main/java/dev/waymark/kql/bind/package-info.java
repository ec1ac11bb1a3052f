/**
 * Names and types: what the words of a query mean, and expressions compiled over rows. Start at
 * {@link dev.waymark.kql.bind.ExpressionBinder}; imports {@code kql.syntax}, {@code kql.function}
 * and {@code kql.value}.
 */
@NullMarked
package dev.waymark.kql.bind;

import org.jspecify.annotations.NullMarked;
