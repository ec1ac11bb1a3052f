/**
 * Azure's metrics and its activity log. Start at {@link
 * dev.waymark.runbooks.fence.azure.MetricsFence}.
 */
@NullMarked
package dev.waymark.runbooks.fence.azure;

import org.jspecify.annotations.NullMarked;
