package dev.waymark.runbooks.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** A run walked by hand: kim's inputs, one a minute, and the engine's answers between them. */
final class HandWalk {
  static final Instant BEGINNING = Instant.parse("2026-11-01T02:00:00Z");
  static final Actor KIM = Actor.person("kim");

  private final Tree tree;
  private final int ordinal;
  private final RunMachine machine;
  private final List<RecordedEvent> events = new ArrayList<>();
  private int minute;
  private RunState state;

  HandWalk(Tree tree, int ordinal, int minute, Actor starter) {
    this.tree = tree;
    this.ordinal = ordinal;
    this.machine = new RunMachine(tree);
    this.minute = minute;
    this.state = record(machine.start(Map.of(), Optional.empty(), Optional.empty()), starter);
  }

  static HandWalk of(Tree tree) {
    return new HandWalk(tree, 1, 0, KIM);
  }

  /** A minute passes, and kim does something at the current visit. */
  HandWalk does(IntFunction<RunInput> input) {
    minute++;
    state = record(machine.accept(state, input.apply(state.current().number()), at(minute)), KIM);
    return this;
  }

  /** At once the source answers. */
  HandWalk answered(Answer answer) {
    RunInput input = new RunInput.Receive(state.current().number(), answer);
    state = record(machine.accept(state, input, at(minute)), Actor.ENGINE);
    return this;
  }

  HandWalk takes(int branch, String... reason) {
    return does(visit -> new RunInput.TakeBranch(visit, branch, first(reason)));
  }

  HandWalk replies(int option) {
    return does(visit -> new RunInput.ReplyTo(visit, option));
  }

  HandWalk confirms(String action, String... reason) {
    return does(visit -> new RunInput.Confirm(visit, action, first(reason)));
  }

  HandWalk finishes() {
    return does(RunInput.Finish::new);
  }

  HandWalk goesBackTo(String node) {
    return does(visit -> new RunInput.GoBack(visit, node, Optional.of("not here")));
  }

  HandWalk escalates() {
    return does(visit -> new RunInput.Escalate(visit, "too much for me"));
  }

  HandWalk reopens() {
    return does(visit -> new RunInput.Reopen(visit, "it is back"));
  }

  HandWalk ends(dev.waymark.model.run.Outcome outcome) {
    return does(visit -> new RunInput.End(visit, outcome, Optional.of("so it is")));
  }

  HandWalk notesAt(int visit, String text) {
    return does(current -> new RunInput.AddNote(visit, text));
  }

  HandWalk misleads(int visit) {
    return does(
        current -> new RunInput.GiveFeedback(visit, RunEvent.Feedback.MISLED, "it counts retries"));
  }

  RecordedRun run() {
    return new RecordedRun(ordinal, tree, state, events);
  }

  RunFacts facts() {
    return RunFacts.of(run());
  }

  static Instant at(int minute) {
    return BEGINNING.plus(Duration.ofMinutes(minute));
  }

  private RunState record(Reaction reaction, Actor actor) {
    assertThat(reaction).isInstanceOf(Reaction.Accepted.class);
    Reaction.Accepted accepted = (Reaction.Accepted) reaction;
    for (RunEvent event : accepted.events()) {
      events.add(new RecordedEvent(events.size() + 1, at(minute), actor, event));
    }
    return accepted.state();
  }

  private static Optional<String> first(String... reason) {
    return reason.length == 0 ? Optional.empty() : Optional.of(reason[0]);
  }
}
