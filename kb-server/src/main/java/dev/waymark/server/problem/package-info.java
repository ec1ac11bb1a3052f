/**
 * How a service says that something can't be done, and how that reaches people and machines. Start
 * at {@link dev.waymark.server.problem.Result}.
 */
@NullMarked
package dev.waymark.server.problem;

import org.jspecify.annotations.NullMarked;
