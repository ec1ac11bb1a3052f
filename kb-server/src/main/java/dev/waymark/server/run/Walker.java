package dev.waymark.server.run;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.run.RunRecorder.Deed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One way through the machine: inputs go in, and every query that is asked on the way is answered
 * where that can be done at once. Collects what is to be recorded, and records nothing itself.
 */
final class Walker {
  /** More than any tree asks without a person; one that does is left waiting. */
  private static final int MOST_ANSWERS = 100;

  private final Tree tree;
  private final RunMachine machine;
  private final Instant at;
  private final Function<Request.Ask, Optional<Answer>> answers;
  private final List<Deed> deeds = new ArrayList<>();
  private RunState state;

  /**
   * @param answers to queries; empty if the answer comes later
   * @param at when the inputs are given
   */
  Walker(Tree tree, RunState state, Function<Request.Ask, Optional<Answer>> answers, Instant at) {
    this.tree = tree;
    this.at = at;
    this.machine = new RunMachine(tree);
    this.state = state;
    this.answers = answers;
  }

  List<Deed> deeds() {
    return List.copyOf(deeds);
  }

  RunState state() {
    return state;
  }

  /**
   * Takes events that the machine has decided on; the first is what the actor wanted, or that and
   * the second: when an action was carried out, and its verification.
   */
  void take(Reaction.Accepted accepted, Actor actor) {
    boolean finished = accepted.events().get(0) instanceof RunEvent.ValueRemembered;
    for (int i = 0; i < accepted.events().size(); i++) {
      RunEvent event = accepted.events().get(i);
      boolean wanted = (i == 0 && event instanceof RunEvent.QueryAsked) || (i < 2 && finished);
      deeds.add(new Deed(event, wanted || !isByItself(event) ? actor : Actor.ENGINE));
    }
    state = accepted.state();
  }

  /** Gives an input; why it was refused, if it was. */
  Optional<Reaction.Refused> give(RunInput input, Actor actor) {
    return switch (machine.accept(state, input, at)) {
      case Reaction.Accepted accepted -> {
        take(accepted, actor);
        yield Optional.empty();
      }
      case Reaction.Refused refused -> Optional.of(refused);
    };
  }

  /** Answers queries for as long as the run asks any that can be answered at once. */
  void answerAll() {
    for (int i = 0; i < MOST_ANSWERS; i++) {
      Optional<RunInput> answer =
          pending().flatMap(ask -> answers.apply(ask).map(came -> receive(ask, came)));
      if (answer.isEmpty() || give(answer.orElseThrow(), Actor.ENGINE).isPresent()) {
        return;
      }
    }
  }

  /**
   * Goes on by itself as far as evidence decides: takes the proposed branch of each step that only
   * reads. Stops when a person is needed, when the way leads into another entry, and when it leads
   * back to a step.
   */
  void walkOn() {
    for (Optional<RunInput> next = decided(); next.isPresent(); next = decided()) {
      if (give(next.orElseThrow(), Actor.ENGINE).isPresent()) {
        return;
      }
      answerAll();
    }
  }

  private Optional<RunInput> decided() {
    if (!(tree.node(state.current().node()).orElseThrow() instanceof Node.QueryNode query)) {
      return Optional.empty();
    }
    return state
        .request()
        .filter(Request.Decide.class::isInstance)
        .flatMap(request -> ((Request.Decide) request).proposed())
        .filter(branch -> query.check().branches().get(branch).to().filter(this::isNew).isPresent())
        .map(branch -> new RunInput.TakeBranch(state.current().number(), branch, Optional.empty()));
  }

  private boolean isNew(Destination to) {
    return to.node()
        .filter(id -> state.visits().stream().noneMatch(visit -> visit.node().equals(id)))
        .isPresent();
  }

  private static RunInput receive(Request.Ask ask, Answer answer) {
    return new RunInput.Receive(ask.visit(), answer);
  }

  private Optional<Request.Ask> pending() {
    return pending(state);
  }

  /** The query that a run waits for. */
  static Optional<Request.Ask> pending(RunState state) {
    return state.request().filter(Request.Ask.class::isInstance).map(Request.Ask.class::cast);
  }

  /** Whether a run walks by itself: on live data, until the first thing that a person does. */
  static boolean walksByItself(List<RecordedEvent> events) {
    return events.stream()
        .skip(1)
        .allMatch(recorded -> recorded.actor().kind() == Actor.Kind.ENGINE);
  }

  /** Whether the engine does this, whoever gave rise to it. */
  private static boolean isByItself(RunEvent event) {
    return switch (event) {
      case RunEvent.QueryAsked _,
          RunEvent.QueryFailed _,
          RunEvent.BranchProposed _,
          RunEvent.ValueRemembered _ ->
          true;
      case RunEvent.Started _,
          RunEvent.Answered _,
          RunEvent.ValueGiven _,
          RunEvent.BranchTaken _,
          RunEvent.QuestionAnswered _,
          RunEvent.CauseConfirmed _,
          RunEvent.ActionTicked _,
          RunEvent.ActionDone _,
          RunEvent.CarriedOut _,
          RunEvent.Verified _,
          RunEvent.Returned _,
          RunEvent.Escalated _,
          RunEvent.NoteAdded _,
          RunEvent.FeedbackGiven _,
          RunEvent.HandedOver _,
          RunEvent.Reopened _,
          RunEvent.Ended _ ->
          false;
    };
  }
}
