/**
 * The pages of incidents: their list and their timelines, and what they show. Start at {@link
 * dev.waymark.server.incident.page.IncidentsPageResource}.
 */
@NullMarked
package dev.waymark.server.incident.page;

import org.jspecify.annotations.NullMarked;
