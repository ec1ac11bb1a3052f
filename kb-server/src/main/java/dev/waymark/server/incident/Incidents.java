package dev.waymark.server.incident;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Actor;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** All that happens to an incident but for the steps of its runs. */
@ApplicationScoped
public class Incidents {
  private static final Problem LATER = Problem.notFound("No incidents yet.", "Wait.");

  /**
   * Opens an incident and starts its first run.
   *
   * @param key idempotency key: a repeat returns the incident that the first one opened
   */
  public Result<Incident> open(NewIncident incident, Actor actor, Optional<String> key) {
    return Result.refused(LATER);
  }

  public Optional<Incident> find(long number) {
    return Optional.empty();
  }

  public IncidentPage list(IncidentFilter filter) {
    return new IncidentPage(List.of(), 0, filter.page(), filter.size());
  }

  public Result<Incident> changeSeverity(
      long number, IncidentSeverity severity, String reason, Actor actor, Optional<String> key) {
    return Result.refused(LATER);
  }

  /** What happened, oldest first; empty where there is no such incident. */
  public List<TimelineItem> timeline(long number) {
    return List.of();
  }

  /** The whole incident as a Markdown document. */
  public Optional<String> markdown(long number) {
    return Optional.empty();
  }

  /** The whole incident as a JSON document. */
  public Optional<String> json(long number) {
    return Optional.empty();
  }
}
