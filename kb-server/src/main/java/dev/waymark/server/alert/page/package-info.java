/**
 * The pages of alerts, and what they show. Start at {@link
 * dev.waymark.server.alert.page.AlertsPageResource}.
 */
@NullMarked
package dev.waymark.server.alert.page;

import org.jspecify.annotations.NullMarked;
