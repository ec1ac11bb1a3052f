/**
 * The scalar and aggregate functions that can be evaluated, a file a family; each is one line of
 * signature with its code. Start at {@link dev.waymark.kql.function.ScalarFunctions} and {@link
 * dev.waymark.kql.function.AggregateFunctions}, whose accumulators lie beside it; imports {@code
 * kql.value} and RE2/J.
 */
@NullMarked
package dev.waymark.kql.function;

import org.jspecify.annotations.NullMarked;
