/** The JSON API of the audit log. */
@NullMarked
package dev.waymark.server.audit.api;

import org.jspecify.annotations.NullMarked;
