/**
 * Looking back on an incident: what its record says by itself, and what people write about it.
 * Start at {@link dev.waymark.server.review.Reviews}.
 */
@NullMarked
package dev.waymark.server.review;

import org.jspecify.annotations.NullMarked;
