/**
 * The run machine: folds events into a state and says which events follow from an input. Start at
 * {@link dev.waymark.runbooks.run.RunMachine}; pure, may import {@code tree}, {@code condition} and
 * {@code query}.
 */
@NullMarked
package dev.waymark.runbooks.run;

import org.jspecify.annotations.NullMarked;
