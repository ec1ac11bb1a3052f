/**
 * The list of incidents, the timeline of one and its exports. Start at {@link
 * dev.waymark.server.web.incident.IncidentsResource}; may import {@code shell}.
 */
@NullMarked
package dev.waymark.server.web.incident;

import org.jspecify.annotations.NullMarked;
