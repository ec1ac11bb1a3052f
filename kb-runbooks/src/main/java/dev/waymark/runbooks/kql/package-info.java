/**
 * KQL: read it, check it against schemas, evaluate it over tables in memory. Start at {@link
 * dev.waymark.runbooks.kql.Kql}, which is all that other packages need beside {@code kql.syntax}.
 */
@NullMarked
package dev.waymark.runbooks.kql;

import org.jspecify.annotations.NullMarked;
