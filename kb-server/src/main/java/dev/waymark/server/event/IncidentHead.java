package dev.waymark.server.event;

import dev.waymark.model.incident.IncidentState;
import java.time.Instant;
import java.util.Optional;

/** What of an incident follows from where its last run stands. */
public record IncidentHead(
    IncidentState state,
    Optional<String> cause,
    Optional<String> causeTitle,
    String node,
    String nodeTitle,
    Instant updatedAt,
    Optional<Instant> endedAt) {}
