package dev.waymark.server.question;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What one run adds to the facts of its incident; pure. */
final class RunFold {
  private final RunView run;
  private final Places places;

  /** When each visit began and was left, by its number. */
  private final Map<Integer, Instant> arrivals = new HashMap<>();

  private final Map<Integer, RecordedEvent> departures = new HashMap<>();

  RunFold(RunView run) {
    this.run = run;
    this.places = new Places(run.tree());
    for (RecordedEvent recorded : run.events()) {
      read(recorded);
    }
  }

  /** A visit is left once: what ends a run after its last step was left is no second time. */
  private void read(RecordedEvent recorded) {
    RunEvent event = recorded.event();
    switch (event) {
      case RunEvent.Started _ -> arrivals.put(1, recorded.at());
      case RunEvent.BranchTaken _,
          RunEvent.QuestionAnswered _,
          RunEvent.CauseConfirmed _,
          RunEvent.ActionDone _,
          RunEvent.Verified _,
          RunEvent.Returned _,
          RunEvent.Escalated _ -> {
        departures.putIfAbsent(event.visit(), recorded);
        arrivals.put(event.visit() + 1, recorded.at());
      }
      case RunEvent.Reopened _ -> arrivals.put(event.visit() + 1, recorded.at());
      case RunEvent.Ended _ -> departures.putIfAbsent(event.visit(), recorded);
      case RunEvent.QueryAsked _,
          RunEvent.Answered _,
          RunEvent.QueryFailed _,
          RunEvent.BranchProposed _,
          RunEvent.ValueRemembered _,
          RunEvent.ActionTicked _,
          RunEvent.CarriedOut _,
          RunEvent.NoteAdded _,
          RunEvent.FeedbackGiven _,
          RunEvent.HandedOver _ -> {}
    }
  }

  List<Facts.Visit> visits() {
    return run.state().visits().stream().map(this::visit).toList();
  }

  private Facts.Visit visit(Visit visit) {
    Node node = node(visit);
    Optional<RecordedEvent> left = Optional.ofNullable(departures.get(visit.number()));
    Instant arrived = arrivals.getOrDefault(visit.number(), run.events().get(0).at());
    List<Answer> answers = visit.attempts().stream().flatMap(a -> a.answer().stream()).toList();
    List<Answer.Failed> failures =
        answers.stream()
            .filter(Answer.Failed.class::isInstance)
            .map(Answer.Failed.class::cast)
            .toList();
    return new Facts.Visit(
        run.ordinal(),
        visit.number(),
        places.node(node),
        visit.left().map(departure -> places.left(node, departure)),
        visit
            .proposedBranch()
            .map(index -> places.branch(node, node.asks().orElseThrow().branches().get(index))),
        visit.left().filter(departure -> overrides(departure, visit)).isPresent(),
        left.filter(event -> event.actor().kind() == Actor.Kind.PERSON).isPresent(),
        visit.left().filter(Departure.ByReturning.class::isInstance).isPresent(),
        arrived,
        left.map(event -> seconds(arrived, event.at())),
        visit.attempts().size(),
        failures.size(),
        answers.stream()
            .filter(answer -> answer.provenance().live().isPresent())
            .map(answer -> (int) answer.provenance().took().toMillis())
            .max(Integer::compare),
        failures.stream().reduce((first, second) -> second).map(failed -> failed.kind().name()),
        feedback(visit, RunEvent.Feedback.HELPED),
        feedback(visit, RunEvent.Feedback.MISLED),
        feedback(visit, RunEvent.Feedback.MISSING),
        visit.left().flatMap(RunFold::reason));
  }

  /** Another way was taken than the one that the answer called for, and there was such a one. */
  private static boolean overrides(Departure departure, Visit visit) {
    if (visit.proposedBranch().isEmpty()) {
      return false;
    }
    return departure instanceof Departure.ByBranch branch
        ? branch.deviates()
        : departure instanceof Departure.ByConfirming confirming && confirming.reason().isPresent();
  }

  private static Optional<String> reason(Departure departure) {
    if (departure instanceof Departure.ByBranch branch) {
      return branch.reason();
    }
    if (departure instanceof Departure.ByConfirming confirming) {
      return confirming.reason();
    }
    if (departure instanceof Departure.ByEscalating escalating) {
      return Optional.of(escalating.why());
    }
    return departure instanceof Departure.ByReturning returning
        ? returning.reason()
        : Optional.empty();
  }

  private int feedback(Visit visit, RunEvent.Feedback kind) {
    return (int)
        run.events().stream()
            .filter(
                recorded ->
                    recorded.event() instanceof RunEvent.FeedbackGiven given
                        && given.visit() == visit.number()
                        && given.feedback() == kind)
            .count();
  }

  /** The cause that was believed last. */
  Optional<Facts.Node> cause() {
    return run.state().cause().map(places::node);
  }

  /** When the cause was believed that stood in the end. */
  Optional<Instant> diagnosedAt() {
    return run.state().cause().flatMap(cause -> firstDeparture(visit -> believes(visit, cause)));
  }

  private boolean believes(Visit visit, String cause) {
    if (!visit.node().equals(cause) || visit.left().isEmpty()) {
      return false;
    }
    Departure left = visit.left().orElseThrow();
    return left instanceof Departure.ByConfirming
        || (left instanceof Departure.ByBranch branch
            && branch.to().node().filter(node(visit).actions()::contains).isPresent());
  }

  private Optional<Instant> firstDeparture(Predicate<Visit> which) {
    return run.state().visits().stream()
        .filter(which)
        .findFirst()
        .flatMap(visit -> Optional.ofNullable(departures.get(visit.number())))
        .map(RecordedEvent::at);
  }

  /** When it worked again: the last arrival at prevention that wasn't a mere reopening. */
  Optional<Instant> mitigatedAt() {
    List<Visit> visits = run.state().visits();
    Optional<Instant> mitigated = Optional.empty();
    for (Visit visit : visits) {
      boolean stays =
          visit.number() > 1 && node(visits.get(visit.number() - 2)).kind() == NodeKind.PREVENTION;
      if (node(visit).kind() == NodeKind.PREVENTION && !stays) {
        mitigated = Optional.ofNullable(arrivals.get(visit.number()));
      }
    }
    return mitigated;
  }

  /** The first deed of a person. */
  Optional<Instant> firstDeed() {
    return run.events().stream()
        .filter(recorded -> recorded.actor().kind() == Actor.Kind.PERSON)
        .map(RecordedEvent::at)
        .findFirst();
  }

  /** When the run ended, where it has. */
  Optional<Instant> endedAt() {
    return run.state().outcome().isEmpty()
        ? Optional.empty()
        : run.events().stream()
            .filter(recorded -> recorded.event() instanceof RunEvent.Ended)
            .map(RecordedEvent::at)
            .reduce((first, second) -> second);
  }

  List<Facts.Change> changes() {
    List<Facts.Change> changes = new ArrayList<>();
    for (RecordedEvent recorded : run.events()) {
      if (recorded.event() instanceof RunEvent.HandedOver event) {
        changes.add(
            change(
                recorded,
                Facts.ChangeKind.HANDOVER,
                event.visit(),
                recorded.actor().name(),
                event.to(),
                event.text()));
      } else if (recorded.event() instanceof RunEvent.Escalated event) {
        changes.add(
            change(recorded, Facts.ChangeKind.ESCALATION, event.visit(), "", "", event.reason()));
      } else if (recorded.event() instanceof RunEvent.Reopened event) {
        changes.add(
            change(recorded, Facts.ChangeKind.REOPENING, event.visit(), "", "", event.reason()));
      }
    }
    return changes;
  }

  private Facts.Change change(
      RecordedEvent recorded,
      Facts.ChangeKind kind,
      int visit,
      String from,
      String to,
      String reason) {
    return new Facts.Change(
        recorded.at(),
        kind,
        recorded.actor().name(),
        run.state().visit(visit).map(this::node).map(places::node),
        from,
        to,
        reason);
  }

  private Node node(Visit visit) {
    return run.tree().node(visit.node()).orElseThrow();
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
  }
}
