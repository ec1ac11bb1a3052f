/**
 * How calls of other systems prove where they come from. Start at {@link
 * dev.waymark.server.webhook.Webhook}.
 */
@NullMarked
package dev.waymark.server.webhook;

import org.jspecify.annotations.NullMarked;
