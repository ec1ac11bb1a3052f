package dev.waymark.server.question;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Outcome;
import dev.waymark.runbooks.record.Deviation;
import dev.waymark.runbooks.record.IncidentFacts;
import dev.waymark.runbooks.record.Place;
import dev.waymark.runbooks.record.RunChange;
import dev.waymark.runbooks.record.RunFacts;
import dev.waymark.runbooks.record.StepComment;
import dev.waymark.runbooks.record.StepFacts;
import dev.waymark.server.event.CanonicalJson;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.incident.IncidentHistory;
import dev.waymark.server.incident.IncidentRow;
import dev.waymark.server.run.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts of an incident in the shape in which they are stored. */
final class FactRows {
  private static final String SEVERITY_CHANGED = "severity-changed";

  private final IncidentRow incident;
  private final List<StoredEvent> severities;
  private final IncidentFacts facts;
  private final Map<Integer, Places> places;

  FactRows(IncidentRow incident, IncidentHistory history) {
    this.incident = incident;
    this.severities =
        history.own().stream().filter(event -> event.type().equals(SEVERITY_CHANGED)).toList();
    this.facts = history.facts();
    this.places =
        history.runs().stream()
            .collect(Collectors.toMap(RunView::ordinal, run -> new Places(run.tree())));
  }

  Facts rows() {
    List<Facts.Change> changes =
        new ArrayList<>(severities.stream().map(FactRows::severity).toList());
    facts.runs().forEach(run -> changes(run).forEach(changes::add));
    changes.sort(Comparator.comparing(Facts.Change::at));
    return new Facts(
        head(),
        facts.runs().stream()
            .flatMap(run -> run.steps().stream().map(step -> visit(run, step)))
            .toList(),
        changes);
  }

  private Facts.Head head() {
    Optional<Instant> ended = incident.head().endedAt();
    return new Facts.Head(
        incident.number(),
        incident.entryId(),
        level(incident.severity()),
        level(
            severities.stream()
                .findFirst()
                .map(event -> severity(event, "from"))
                .orElse(incident.severity())),
        incident.scenario().isPresent(),
        incident.head().state().name(),
        facts.outcome().map(Outcome::name),
        facts.covered(),
        facts.diagnosis().map(one -> place(one.at())),
        incident.openedAt(),
        facts.acknowledged(),
        facts.diagnosis().map(one -> one.when()),
        facts.mitigated(),
        ended.filter(at -> incident.head().state() == IncidentState.RESOLVED),
        ended,
        facts.runs().size(),
        incident.head().updatedAt());
  }

  private Facts.Visit visit(RunFacts run, StepFacts step) {
    Places in = in(run.ordinal());
    return new Facts.Visit(
        run.ordinal(),
        step.at().visit(),
        in.node(step.node()),
        step.visit().left().map(departure -> in.left(step.node(), departure)),
        step.visit()
            .proposedBranch()
            .map(
                branch ->
                    in.branch(
                        step.node(), step.node().asks().orElseThrow().branches().get(branch))),
        step.deviation().filter(Deviation::isOverride).isPresent(),
        step.left().filter(left -> left.by().kind() == Actor.Kind.PERSON).isPresent(),
        step.deadEnd().isPresent(),
        step.arrived(),
        step.lasted().map(length -> length.toNanos() / 1e9),
        step.asked(),
        step.failures().size(),
        step.slowest().map(took -> (int) took.toMillis()),
        step.failures().stream()
            .reduce((first, second) -> second)
            .map(Answer.Failed::kind)
            .map(Enum::name),
        run.comments(step.at(), StepComment.Kind.HELPED),
        run.comments(step.at(), StepComment.Kind.MISLED),
        run.comments(step.at(), StepComment.Kind.MISSING),
        step.reason());
  }

  private Stream<Facts.Change> changes(RunFacts run) {
    return Stream.concat(
        run.comments().stream()
            .filter(comment -> comment.kind() == StepComment.Kind.HAND_OVER)
            .map(
                handed ->
                    new Facts.Change(
                        handed.when(),
                        Facts.ChangeKind.HANDOVER,
                        handed.by().name(),
                        Optional.of(place(handed.at())),
                        handed.by().name(),
                        handed.to().orElseThrow(),
                        handed.text())),
        run.changes().stream()
            .map(
                change ->
                    new Facts.Change(
                        change.when(),
                        kind(change.kind()),
                        change.by().name(),
                        Optional.of(place(change.at())),
                        "",
                        "",
                        change.reason())));
  }

  private static Facts.ChangeKind kind(RunChange.Kind kind) {
    return switch (kind) {
      case ESCALATION -> Facts.ChangeKind.ESCALATION;
      case REOPENING -> Facts.ChangeKind.REOPENING;
    };
  }

  private static Facts.Change severity(StoredEvent event) {
    return new Facts.Change(
        event.at(),
        Facts.ChangeKind.SEVERITY,
        event.actor().name(),
        Optional.empty(),
        severity(event, "from").label(),
        severity(event, "to").label(),
        CanonicalJson.read(event.payload()).path("reason").asText(""));
  }

  private static IncidentSeverity severity(StoredEvent event, String name) {
    String label = CanonicalJson.read(event.payload()).path(name).asText("");
    return IncidentSeverity.ofLabel(label).orElseThrow();
  }

  private static int level(IncidentSeverity severity) {
    return switch (severity) {
      case SEV1 -> 1;
      case SEV2 -> 2;
      case SEV3 -> 3;
      case SEV4 -> 4;
    };
  }

  private Places in(int run) {
    return requireNonNull(places.get(run));
  }

  private Facts.Node place(Place at) {
    return in(at.run()).node(at.node());
  }
}
