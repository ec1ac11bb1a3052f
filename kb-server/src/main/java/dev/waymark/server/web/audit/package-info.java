/**
 * The administrator's page of the audit log. Start at {@link
 * dev.waymark.server.web.audit.AuditResource}; may import {@code shell}.
 */
@NullMarked
package dev.waymark.server.web.audit;

import org.jspecify.annotations.NullMarked;
