/**
 * Queries evaluated in memory, an operator after the other. Checking a query is evaluating it over
 * tables without rows. Start at {@link dev.waymark.kql.eval.Planner}, and at {@link
 * dev.waymark.kql.eval.OperatorPlanner} for one operator; imports {@code kql.bind} and what lies
 * before it.
 */
@NullMarked
package dev.waymark.kql.eval;

import org.jspecify.annotations.NullMarked;
