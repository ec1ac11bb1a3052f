package dev.waymark.runbooks.run;

import dev.waymark.model.entry.Verification;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.run.Reaction.Accepted;
import dev.waymark.runbooks.run.Reaction.Refused;
import dev.waymark.runbooks.run.Replay.Divergence;
import dev.waymark.runbooks.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a recorded run's inputs again and compares what follows from them with the record. */
final class Reexecution {
  private final Tree tree;
  private final List<RunEvent> recorded;
  private Optional<RunState> state = Optional.empty();
  private int next;

  Reexecution(Tree tree, List<RunEvent> recorded) {
    this.tree = tree;
    this.recorded = recorded;
  }

  Replay replay() {
    if (recorded.isEmpty()) {
      return diverged(0, "the run has no events");
    }
    while (next < recorded.size()) {
      Reaction reaction = react(recorded.get(next));
      if (reaction instanceof Refused refused) {
        return diverged(next, refused.message());
      }
      Accepted accepted = (Accepted) reaction;
      for (RunEvent now : accepted.events()) {
        if (isOlderThan(now)) {
          continue;
        }
        if (next == recorded.size()) {
          return diverged(next, "more follows now than was recorded");
        }
        Optional<String> difference = difference(recorded.get(next), now);
        if (difference.isPresent()) {
          return diverged(next, difference.get());
        }
        next++;
      }
      state = Optional.of(accepted.state());
    }
    return new Replay(state, Optional.empty());
  }

  private Reaction react(RunEvent event) {
    if (state.isEmpty()) {
      return event instanceof RunEvent.Started started
          ? Walk.begin(tree, started)
          : new Refused(Reaction.Refusal.NOT_POSSIBLE, "a run begins with its start", "");
    }
    RunState before = state.get();
    return inputOf(event, before)
        .map(input -> new RunMachine(tree).accept(before, input, at(event)))
        .orElseGet(
            () ->
                new Refused(
                    Reaction.Refusal.NOT_POSSIBLE, "less follows now than was recorded", ""));
  }

  /** The input that an event followed from; empty for what only follows from other events. */
  private Optional<RunInput> inputOf(RunEvent event, RunState before) {
    int visit = event.visit();
    return switch (event) {
      case RunEvent.QueryAsked asked -> asked(before, visit, ScopeSwitch.of(asked.query()));
      case RunEvent.Answered answered ->
          Optional.of(new RunInput.Receive(visit, answered.answer()));
      case RunEvent.QueryFailed failed ->
          Optional.of(new RunInput.Receive(visit, failed.failure()));
      case RunEvent.BranchProposed _ -> asked(before, visit, Map.of());
      case RunEvent.BranchTaken taken ->
          Optional.of(new RunInput.TakeBranch(visit, taken.branch(), taken.reason()));
      case RunEvent.QuestionAnswered answered ->
          Optional.of(new RunInput.ReplyTo(visit, answered.answer()));
      case RunEvent.CauseConfirmed confirmed ->
          Optional.of(new RunInput.Confirm(visit, confirmed.action(), confirmed.reason()));
      case RunEvent.ActionTicked ticked ->
          Optional.of(new RunInput.Tick(visit, ticked.item(), ticked.done()));
      case RunEvent.ValueRemembered remembered when remembered.name().equals(Verification.SINCE) ->
          Optional.of(new RunInput.Finish(visit));
      case RunEvent.ValueGiven given ->
          Optional.of(new RunInput.GiveValue(visit, given.name(), text(given)));
      case RunEvent.ActionDone _, RunEvent.CarriedOut _ -> Optional.of(new RunInput.Finish(visit));
      case RunEvent.Verified verified when before.current().asksPerson() ->
          Optional.of(new RunInput.ReplyTo(visit, verified.branch()));
      case RunEvent.Verified verified ->
          Optional.of(new RunInput.TakeBranch(visit, verified.branch(), verified.reason()));
      case RunEvent.Returned returned ->
          Optional.of(new RunInput.GoBack(visit, returned.to(), returned.reason()));
      case RunEvent.Escalated escalated ->
          Optional.of(new RunInput.Escalate(visit, escalated.reason()));
      case RunEvent.NoteAdded note -> Optional.of(new RunInput.AddNote(visit, note.text()));
      case RunEvent.FeedbackGiven given ->
          Optional.of(new RunInput.GiveFeedback(visit, given.feedback(), given.text()));
      case RunEvent.HandedOver handed ->
          Optional.of(new RunInput.HandOver(visit, handed.to(), handed.text()));
      case RunEvent.Reopened reopened -> Optional.of(new RunInput.Reopen(visit, reopened.reason()));
      case RunEvent.Ended ended ->
          Optional.of(new RunInput.End(visit, ended.outcome(), ended.reason()));
      case RunEvent.Started _, RunEvent.ValueRemembered _ -> Optional.empty();
    };
  }

  private String text(RunEvent.ValueGiven given) {
    ColumnType type = tree.remembered().getOrDefault(given.name(), ColumnType.DYNAMIC);
    return GivenValue.text(type, given.value());
  }

  private static Optional<RunInput> asked(RunState before, int visit, Map<String, String> changed) {
    return before.current().attempts().isEmpty()
        ? Optional.of(new RunInput.Finish(visit))
        : Optional.of(new RunInput.AskAgain(visit, changed));
  }

  /** Whether the run was recorded before it was kept when an action is carried out. */
  private boolean isOlderThan(RunEvent now) {
    return now instanceof RunEvent.ValueRemembered value
        && value.name().equals(Verification.SINCE)
        && !(next < recorded.size() && recorded.get(next) instanceof RunEvent.ValueRemembered);
  }

  /** When an event's input was given: only of an action's end that's of any matter. */
  private Instant at(RunEvent event) {
    if (event instanceof RunEvent.ValueRemembered value && value.value() instanceof Instant kept) {
      return kept;
    }
    return recorded.subList(next, recorded.size()).stream()
        .filter(RunEvent.Answered.class::isInstance)
        .map(answered -> ((RunEvent.Answered) answered).answer().provenance().at())
        .findFirst()
        .orElse(Instant.EPOCH);
  }

  private Replay diverged(int event, String why) {
    int visit = state.map(s -> s.current().number()).orElse(1);
    return new Replay(state, Optional.of(new Divergence(event, visit, why)));
  }

  /** How the path differs; explanations, texts of queries and values remembered may. */
  private static Optional<String> difference(RunEvent then, RunEvent now) {
    if (then.getClass() != now.getClass()) {
      return Optional.of("%s followed then, %s follows now".formatted(kind(then), kind(now)));
    }
    if (then instanceof RunEvent.BranchProposed before
        && now instanceof RunEvent.BranchProposed after
        && !before.branch().equals(after.branch())) {
      return Optional.of(
          "%s was proposed then, %s is now"
              .formatted(branch(before.branch()), branch(after.branch())));
    }
    Optional<Destination> before = then.destination();
    Optional<Destination> after = now.destination();
    return before.equals(after)
        ? Optional.empty()
        : Optional.of(
            "it led to %s then, and leads to %s now"
                .formatted(
                    before.map(WellKnownNodes::name).orElse("nowhere"),
                    after.map(WellKnownNodes::name).orElse("nowhere")));
  }

  private static String branch(Optional<Integer> branch) {
    return branch.map(index -> "branch " + (index + 1)).orElse("no branch");
  }

  private static String kind(RunEvent event) {
    return event.getClass().getSimpleName();
  }
}
