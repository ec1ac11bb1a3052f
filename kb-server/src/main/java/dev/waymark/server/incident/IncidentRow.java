package dev.waymark.server.incident;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.server.event.IncidentHead;
import java.time.Instant;
import java.util.Optional;

/**
 * An incident as it is kept.
 *
 * @param sequence of its last own event
 * @param headHash of its last own event
 */
public record IncidentRow(
    long number,
    String title,
    String entryId,
    IncidentSeverity severity,
    Optional<String> scenario,
    String openedBy,
    Instant openedAt,
    Optional<Instant> dueAt,
    IncidentHead head,
    int sequence,
    String headHash) {}
