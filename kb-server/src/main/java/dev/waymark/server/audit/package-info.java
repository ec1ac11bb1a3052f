/**
 * The audit log: who did what to accounts and settings, who took data away, and from where. Start
 * at {@link dev.waymark.server.audit.AuditLog}.
 */
@NullMarked
package dev.waymark.server.audit;

import org.jspecify.annotations.NullMarked;
