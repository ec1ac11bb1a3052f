/**
 * The scalar and aggregate functions that can be evaluated, a file a family; each is one line of
 * signature with its code. Start at {@link dev.waymark.runbooks.kql.function.ScalarFunctions};
 * imports {@code kql.value} and RE2/J.
 */
@NullMarked
package dev.waymark.runbooks.kql.function;

import org.jspecify.annotations.NullMarked;
