/**
 * Walks of an entry, one transaction an input. Start at {@link dev.waymark.server.run.RunService},
 * which takes inputs; {@link dev.waymark.server.run.RunPreparation} checks whether a run can begin,
 * {@code RunProgress} goes on where answers come, {@link dev.waymark.server.run.RunViews} reads.
 */
@NullMarked
package dev.waymark.server.run;

import org.jspecify.annotations.NullMarked;
