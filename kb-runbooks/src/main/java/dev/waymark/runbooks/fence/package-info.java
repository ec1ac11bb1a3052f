/**
 * The kinds of fences: for each an object that reads, checks, binds and shows a body, and knows the
 * columns of its answers. Start at {@link dev.waymark.runbooks.fence.FenceType}; the types stand in
 * the packages below, beside what only they need. Compiler, run machine, sources and pages ask
 * {@link dev.waymark.runbooks.fence.FenceTypes} and don't know which kinds there are. Pure; may
 * import the model, {@code kql} and {@code paste}.
 */
@NullMarked
package dev.waymark.runbooks.fence;

import org.jspecify.annotations.NullMarked;
