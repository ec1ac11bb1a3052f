/**
 * Queries of KQL, to Log Analytics and Resource Graph. Start at {@link
 * dev.waymark.runbooks.fence.kql.KqlFence}.
 */
@NullMarked
package dev.waymark.runbooks.fence.kql;

import org.jspecify.annotations.NullMarked;
