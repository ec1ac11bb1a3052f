package dev.waymark.server.run;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.run.RunRecorder.Deed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way through the machine: inputs go in, and every query that is asked on the way is answered
 * by the run's source. Collects what is to be recorded, and records nothing itself.
 */
final class Walker {
  /** More than any tree asks without a person; one that does is left waiting. */
  private static final int MOST_ANSWERS = 100;

  private final RunMachine machine;
  private final QuerySource source;
  private final List<Deed> deeds = new ArrayList<>();
  private RunState state;

  Walker(Tree tree, RunState state, QuerySource source) {
    this.machine = new RunMachine(tree);
    this.state = state;
    this.source = source;
  }

  List<Deed> deeds() {
    return List.copyOf(deeds);
  }

  RunState state() {
    return state;
  }

  /** Takes events that the machine has decided on. */
  void take(Reaction.Accepted accepted, Actor actor) {
    for (RunEvent event : accepted.events()) {
      deeds.add(new Deed(event, isByItself(event) ? Actor.ENGINE : actor));
    }
    state = accepted.state();
  }

  /** Gives an input; why it was refused, if it was. */
  Optional<Reaction.Refused> give(RunInput input, Actor actor) {
    Reaction reaction = machine.accept(state, input);
    if (reaction instanceof Reaction.Refused refused) {
      return Optional.of(refused);
    }
    take((Reaction.Accepted) reaction, actor);
    return Optional.empty();
  }

  /** Answers queries for as long as the run asks any. */
  void answerAll() {
    for (int i = 0; i < MOST_ANSWERS && pending().isPresent(); i++) {
      Request.Ask ask = pending().orElseThrow();
      if (give(new RunInput.Receive(ask.visit(), source.ask(ask)), Actor.ENGINE).isPresent()) {
        return;
      }
    }
  }

  private Optional<Request.Ask> pending() {
    return pending(state);
  }

  /** The query that a run waits for. */
  static Optional<Request.Ask> pending(RunState state) {
    return state.request().filter(Request.Ask.class::isInstance).map(Request.Ask.class::cast);
  }

  /** Whether the engine does this, whoever gave rise to it. */
  private static boolean isByItself(RunEvent event) {
    return event instanceof RunEvent.QueryAsked
        || event instanceof RunEvent.QueryFailed
        || event instanceof RunEvent.BranchProposed
        || event instanceof RunEvent.ValueRemembered;
  }
}
