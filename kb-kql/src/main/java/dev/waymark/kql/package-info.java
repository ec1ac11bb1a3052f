/**
 * KQL: read it, check it against schemas, evaluate it over tables in memory. Start at {@link
 * dev.waymark.kql.Kql}, which is all that other packages need beside {@code kql.syntax}.
 */
@NullMarked
package dev.waymark.kql;

import org.jspecify.annotations.NullMarked;
