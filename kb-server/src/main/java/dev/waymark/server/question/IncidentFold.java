package dev.waymark.server.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Outcome;
import dev.waymark.server.event.CanonicalJson;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.incident.IncidentRow;
import dev.waymark.server.run.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Folds what is recorded of an incident into facts; pure. */
final class IncidentFold {
  private static final String SEVERITY_CHANGED = "severity-changed";

  private final IncidentRow incident;
  private final List<StoredEvent> events;
  private final List<RunView> views;
  private final List<RunFold> runs;

  /**
   * @param events the incident's own
   * @param views its runs, oldest first
   */
  IncidentFold(IncidentRow incident, List<StoredEvent> events, List<RunView> views) {
    this.incident = incident;
    this.events = List.copyOf(events);
    this.views = List.copyOf(views);
    this.runs = views.stream().map(RunFold::new).toList();
  }

  Facts facts() {
    List<Facts.Visit> visits = runs.stream().flatMap(run -> run.visits().stream()).toList();
    List<Facts.Change> changes = new ArrayList<>(severityChanges());
    runs.forEach(run -> changes.addAll(run.changes()));
    changes.sort(Comparator.comparing(Facts.Change::at));
    return new Facts(head(), visits, changes);
  }

  private Facts.Head head() {
    Optional<Outcome> outcome = last().flatMap(run -> run.state().outcome());
    Optional<RunFold> diagnosed = lastOf(runs.stream().filter(run -> run.cause().isPresent()));
    return new Facts.Head(
        incident.number(),
        incident.entryId(),
        level(incident.severity()),
        firstSeverity(),
        incident.scenario().isPresent(),
        incident.head().state().name(),
        outcome.map(Outcome::name),
        outcome.flatMap(IncidentFold::covered),
        diagnosed.flatMap(RunFold::cause),
        incident.openedAt(),
        acknowledgedAt(),
        diagnosed.flatMap(RunFold::diagnosedAt),
        lastOf(runs.stream().flatMap(run -> run.mitigatedAt().stream())),
        outcome.filter(end -> end == Outcome.RESOLVED).flatMap(end -> endedAt()),
        incident.head().endedAt().flatMap(at -> endedAt().or(() -> Optional.of(at))),
        runs.size(),
        incident.head().updatedAt());
  }

  /** Somebody who opens an incident knows of it; what a machine opened waits for a person. */
  private Optional<Instant> acknowledgedAt() {
    boolean byPerson =
        events.stream()
            .findFirst()
            .filter(opened -> opened.actor().kind() == Actor.Kind.PERSON)
            .isPresent();
    return byPerson
        ? Optional.of(incident.openedAt())
        : runs.stream().flatMap(run -> run.firstDeed().stream()).min(Comparator.naturalOrder());
  }

  private Optional<Instant> endedAt() {
    return lastOf(runs.stream()).flatMap(RunFold::endedAt);
  }

  private Optional<RunView> last() {
    return lastOf(views.stream());
  }

  private static Optional<Boolean> covered(Outcome outcome) {
    return switch (outcome) {
      case RESOLVED, ESCALATED -> Optional.of(true);
      case NOT_COVERED -> Optional.of(false);
      case CONTINUED, ABANDONED -> Optional.empty();
    };
  }

  private int firstSeverity() {
    return events.stream()
        .filter(event -> event.type().equals(SEVERITY_CHANGED))
        .findFirst()
        .map(event -> level(severity(event, "from")))
        .orElse(level(incident.severity()));
  }

  private List<Facts.Change> severityChanges() {
    return events.stream()
        .filter(event -> event.type().equals(SEVERITY_CHANGED))
        .map(
            event ->
                new Facts.Change(
                    event.at(),
                    Facts.ChangeKind.SEVERITY,
                    event.actor().name(),
                    Optional.empty(),
                    severity(event, "from").label(),
                    severity(event, "to").label(),
                    read(event).path("reason").asText("")))
        .toList();
  }

  private static IncidentSeverity severity(StoredEvent event, String name) {
    return IncidentSeverity.ofLabel(read(event).path(name).asText("")).orElseThrow();
  }

  private static JsonNode read(StoredEvent event) {
    return CanonicalJson.read(event.payload());
  }

  private static int level(IncidentSeverity severity) {
    return switch (severity) {
      case SEV1 -> 1;
      case SEV2 -> 2;
      case SEV3 -> 3;
      case SEV4 -> 4;
    };
  }

  private static <T> Optional<T> lastOf(Stream<T> all) {
    return all.reduce((first, second) -> second);
  }
}
