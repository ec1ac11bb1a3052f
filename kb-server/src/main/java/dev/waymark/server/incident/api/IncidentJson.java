package dev.waymark.server.incident.api;

import dev.waymark.server.incident.Incident;
import java.time.Instant;
import java.util.Optional;

/** An incident. */
record IncidentJson(
    long number,
    String title,
    String entry,
    String severity,
    String state,
    Optional<String> scenario,
    String openedBy,
    Instant openedAt,
    Instant updatedAt,
    Optional<Instant> endedAt,
    Optional<String> cause,
    Optional<String> causeTitle,
    String node,
    String nodeTitle) {
  static IncidentJson of(Incident incident) {
    return new IncidentJson(
        incident.number(),
        incident.title(),
        incident.entryId(),
        incident.severity().label(),
        incident.state().label(),
        incident.scenario(),
        incident.openedBy(),
        incident.openedAt(),
        incident.updatedAt(),
        incident.endedAt(),
        incident.cause(),
        incident.causeTitle(),
        incident.node(),
        incident.nodeTitle());
  }
}
