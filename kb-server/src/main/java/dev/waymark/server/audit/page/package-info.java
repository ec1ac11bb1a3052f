/**
 * The pages of the audit log, and what they show. Start at {@link
 * dev.waymark.server.audit.page.AuditPageResource}.
 */
@NullMarked
package dev.waymark.server.audit.page;

import org.jspecify.annotations.NullMarked;
