/**
 * Incidents: opening, listing, severity, timeline and export. Start at {@link
 * dev.waymark.server.incident.Incidents}.
 */
@NullMarked
package dev.waymark.server.incident;

import org.jspecify.annotations.NullMarked;
