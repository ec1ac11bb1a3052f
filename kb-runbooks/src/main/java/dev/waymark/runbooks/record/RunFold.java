package dev.waymark.runbooks.record;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.tree.Node;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folds the events of a run into its facts. */
final class RunFold {
  private final RecordedRun run;
  private final RunNames names;
  private final String entry;
  private final Contradictions contradictions;

  /** When each visit began, by its number. */
  private final Map<Integer, Instant> arrivals = new HashMap<>();

  /** The event that ended each visit, by its number. */
  private final Map<Integer, RecordedEvent> departures = new HashMap<>();

  RunFold(RecordedRun run) {
    this.run = run;
    this.names = run.names();
    this.entry = run.tree().entry().id();
    this.contradictions = new Contradictions(run.tree(), run.state());
    run.events().forEach(this::time);
  }

  /** A visit is left once: what ends a run after its last step was left doesn't leave it again. */
  private void time(RecordedEvent recorded) {
    RunEvent event = recorded.event();
    switch (event) {
      case RunEvent.Started _ -> arrivals.put(event.visit(), recorded.at());
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
          RunEvent.ValueGiven _,
          RunEvent.ActionTicked _,
          RunEvent.CarriedOut _,
          RunEvent.NoteAdded _,
          RunEvent.FeedbackGiven _,
          RunEvent.HandedOver _ -> {
        // It stays at its visit.
      }
    }
  }

  RunFacts facts() {
    return new RunFacts(
        run.ordinal(),
        run.state().visits().stream().map(this::step).toList(),
        run.state().visits().stream().flatMap(visit -> diagnosis(visit).stream()).toList(),
        mitigated(),
        run.state().outcome(),
        run.ended(),
        firstDeed(),
        run.events().stream()
            .flatMap(event -> StepComment.of(run.ordinal(), names, event).stream())
            .toList(),
        run.events().stream().flatMap(event -> change(event).stream()).toList(),
        gap());
  }

  private Optional<Gap> gap() {
    return run.state()
        .outcome()
        .filter(Outcome.NOT_COVERED::equals)
        .flatMap(outcome -> last(RunEvent.Ended.class))
        .map(
            ended ->
                new Gap(
                    ended.sequence(),
                    ended.at(),
                    ended.actor(),
                    place(known()),
                    ((RunEvent.Ended) ended.event())
                        .reason()
                        .or(
                            () ->
                                last(RunEvent.Escalated.class)
                                    .map(RecordedEvent::event)
                                    .map(RunEvent.Escalated.class::cast)
                                    .map(RunEvent.Escalated::reason))));
  }

  private Optional<RecordedEvent> last(Class<? extends RunEvent> kind) {
    return run.events().reversed().stream()
        .filter(recorded -> kind.isInstance(recorded.event()))
        .findFirst();
  }

  /** The last stay at a step that the entry knows something of. */
  private Visit known() {
    return run.state().visits().reversed().stream()
        .filter(visit -> !(run.node(visit.node()) instanceof Node.EscalationNode))
        .findFirst()
        .orElse(run.state().current());
  }

  private StepFacts step(Visit visit) {
    return new StepFacts(
        place(visit),
        run.node(visit.node()),
        visit,
        arrival(visit),
        departure(visit).map(event -> new StepFacts.Leaving(event.at(), event.actor())),
        visit.finding(),
        contradictions.of(visit),
        visit.left().filter(Departure::deviates).map(left -> deviation(visit, left)),
        visit
            .left()
            .filter(Departure.ByReturning.class::isInstance)
            .map(Departure.ByReturning.class::cast)
            .map(left -> new DeadEnd(place(visit), names.title(left.to()), left.reason())));
  }

  private Deviation deviation(Visit visit, Departure left) {
    Optional<Integer> proposed =
        left instanceof Departure.ByBranch branch ? branch.proposed() : visit.proposedBranch();
    String taken =
        switch (left) {
          case Departure.ByBranch branch -> names.meaning(visit.number(), branch.branch());
          case Departure.ByConfirming confirming -> names.title(confirming.action());
          case Departure.ByReply _,
              Departure.ByDoing _,
              Departure.ByReturning _,
              Departure.ByEscalating _,
              Departure.ByEnding _ ->
              throw new IllegalArgumentException("no choice of a branch: " + left);
        };
    return new Deviation(
        place(visit),
        proposed.map(branch -> names.meaning(visit.number(), branch)),
        taken,
        left.reason(),
        departure(visit).map(RecordedEvent::actor).orElse(Actor.ENGINE));
  }

  private Optional<Diagnosis> diagnosis(Visit visit) {
    Node node = run.node(visit.node());
    return visit
        .left()
        .filter(left -> confirms(node, left))
        .flatMap(left -> departure(visit))
        .map(event -> new Diagnosis(entry, place(visit), event.at()));
  }

  private static boolean confirms(Node node, Departure left) {
    return switch (left) {
      case Departure.ByConfirming _ -> true;
      case Departure.ByBranch branch -> node.isResolvedBy(branch.to());
      case Departure.ByReply _,
          Departure.ByDoing _,
          Departure.ByReturning _,
          Departure.ByEscalating _,
          Departure.ByEnding _ ->
          false;
    };
  }

  /** When the run came to prevention, if it stayed there to the end. */
  private Optional<Instant> mitigated() {
    if (run.state().current().left().orElse(null) instanceof Departure.ByEscalating) {
      return Optional.empty();
    }
    List<Visit> stretch =
        run.state().visits().reversed().stream()
            .takeWhile(visit -> run.node(visit.node()) instanceof Node.PreventionNode)
            .toList();
    return stretch.isEmpty() ? Optional.empty() : Optional.of(arrival(stretch.getLast()));
  }

  private Optional<Instant> firstDeed() {
    return run.events().stream()
        .filter(recorded -> recorded.actor().kind() == Actor.Kind.PERSON)
        .map(RecordedEvent::at)
        .findFirst();
  }

  private Optional<RunChange> change(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case RunEvent.Escalated escalated ->
          Optional.of(change(recorded, RunChange.Kind.ESCALATION, escalated.reason()));
      case RunEvent.Reopened reopened ->
          Optional.of(change(recorded, RunChange.Kind.REOPENING, reopened.reason()));
      case RunEvent.Started _,
          RunEvent.QueryAsked _,
          RunEvent.Answered _,
          RunEvent.QueryFailed _,
          RunEvent.BranchProposed _,
          RunEvent.BranchTaken _,
          RunEvent.QuestionAnswered _,
          RunEvent.ValueRemembered _,
          RunEvent.ValueGiven _,
          RunEvent.CauseConfirmed _,
          RunEvent.ActionTicked _,
          RunEvent.ActionDone _,
          RunEvent.CarriedOut _,
          RunEvent.Verified _,
          RunEvent.Returned _,
          RunEvent.NoteAdded _,
          RunEvent.FeedbackGiven _,
          RunEvent.HandedOver _,
          RunEvent.Ended _ ->
          Optional.empty();
    };
  }

  private RunChange change(RecordedEvent recorded, RunChange.Kind kind, String reason) {
    return new RunChange(
        recorded.at(), kind, recorded.actor(), place(recorded.event().visit()), reason);
  }

  private Instant arrival(Visit visit) {
    return arrivals.getOrDefault(visit.number(), run.events().getFirst().at());
  }

  private Optional<RecordedEvent> departure(Visit visit) {
    return Optional.ofNullable(departures.get(visit.number()));
  }

  private Place place(int visit) {
    return place(run.state().visit(visit).orElseThrow());
  }

  private Place place(Visit visit) {
    return new Place(run.ordinal(), visit.number(), visit.node(), names.title(visit.node()));
  }
}
