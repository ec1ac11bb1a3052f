/**
 * The page of alerts. Start at {@link dev.waymark.server.web.alert.AlertsResource}; may import
 * services and {@code shell}.
 */
@NullMarked
package dev.waymark.server.web.alert;

import org.jspecify.annotations.NullMarked;
