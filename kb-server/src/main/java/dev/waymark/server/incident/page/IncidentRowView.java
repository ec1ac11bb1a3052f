package dev.waymark.server.incident.page;

import dev.waymark.server.web.Moment;
import java.util.Optional;

/**
 * An incident in a list.
 *
 * @param where the step that it is at, or the cause that was found
 */
public record IncidentRowView(
    long number,
    String title,
    String entryId,
    String severity,
    String state,
    boolean recorded,
    String openedBy,
    Moment opened,
    String where,
    Optional<String> cause) {}
