/**
 * What the server tells people without being asked: who has left a follow-up undone is reminded by
 * a web hook. Start at {@link dev.waymark.server.notify.Reminders}.
 */
@NullMarked
package dev.waymark.server.notify;

import org.jspecify.annotations.NullMarked;
