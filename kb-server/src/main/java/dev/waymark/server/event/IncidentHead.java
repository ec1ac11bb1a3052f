package dev.waymark.server.event;

import dev.waymark.model.incident.IncidentState;
import java.time.Instant;
import java.util.Optional;

/**
 * What of an incident follows from where its last run stands.
 *
 * @param cause confirmed last; if this run has confirmed none, that of an earlier run stands
 * @param owner whom the run was handed to last; absent if it never was, and whoever had it has it
 * @param endedAt when the run ended, if nothing is left to do
 */
public record IncidentHead(
    IncidentState state,
    Optional<String> cause,
    Optional<String> causeTitle,
    String node,
    String nodeTitle,
    Optional<String> owner,
    Instant updatedAt,
    Optional<Instant> endedAt) {}
