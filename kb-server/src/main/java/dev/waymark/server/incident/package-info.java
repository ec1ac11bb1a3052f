/**
 * Incidents: opening, listing, severity, timeline and export. Start at {@link
 * dev.waymark.server.incident.Incidents}; may import {@code run}, {@code catalog} and {@code
 * store}.
 */
@NullMarked
package dev.waymark.server.incident;

import org.jspecify.annotations.NullMarked;
