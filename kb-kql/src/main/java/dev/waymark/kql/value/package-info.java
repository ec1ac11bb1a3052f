/**
 * Kusto's values beyond what Java's own types say: time in ticks, conversions, order and equality,
 * JSON and text forms. Start at {@link dev.waymark.kql.value.Values}; imports nothing but {@code
 * kb-model}.
 */
@NullMarked
package dev.waymark.kql.value;

import org.jspecify.annotations.NullMarked;
