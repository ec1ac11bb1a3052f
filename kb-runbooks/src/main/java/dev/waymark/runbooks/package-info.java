/** The facade over all stages: start at {@link dev.waymark.runbooks.Runbooks}. */
@NullMarked
package dev.waymark.runbooks;

import org.jspecify.annotations.NullMarked;
