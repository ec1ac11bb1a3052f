package dev.waymark.server.incident;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import java.util.Optional;
import java.util.Set;

/** Which incidents are wanted; what is empty lets all through. */
public record IncidentQuery(
    Set<IncidentState> states,
    Optional<String> entry,
    Optional<String> cause,
    Optional<IncidentSeverity> severity,
    Optional<String> text) {}
