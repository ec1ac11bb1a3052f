package dev.waymark.server.incident;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import java.time.Instant;
import java.util.Optional;

/**
 * An incident as lists show it.
 *
 * @param number from 1, in the order of opening
 * @param scenario where the answers come from recorded data, and this isn't a real incident
 * @param owner who has it in hand
 * @param dueAt when the entry's escalation table wants somebody called; absent where it says
 *     nothing
 * @param endedAt empty while it is open or mitigated
 * @param cause slug of the cause confirmed last
 * @param node slug of the step where the run is, or was when it ended
 */
public record Incident(
    long number,
    String title,
    String entryId,
    IncidentSeverity severity,
    IncidentState state,
    Optional<String> scenario,
    String openedBy,
    String owner,
    Instant openedAt,
    Optional<Instant> dueAt,
    Instant updatedAt,
    Optional<Instant> endedAt,
    Optional<String> cause,
    Optional<String> causeTitle,
    String node,
    String nodeTitle) {}
