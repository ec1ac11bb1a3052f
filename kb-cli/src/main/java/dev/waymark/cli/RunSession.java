package dev.waymark.cli;

import dev.waymark.model.run.Request;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Drives the run machine: a source answers its queries, a dialogue decides all else. */
final class RunSession {

  private final Tree tree;
  private final RunMachine machine;
  private final Optional<Scenario> scenario;
  private final QuerySource source;
  private final StepText view;
  private final Dialogue dialogue;
  private final Clock clock;
  private final boolean live;

  /**
   * @param live whether time matters: recorded data is there at once
   */
  RunSession(
      Tree tree,
      Optional<Scenario> scenario,
      QuerySource source,
      StepText view,
      Dialogue dialogue,
      Clock clock,
      boolean live) {
    this.tree = tree;
    this.machine = new RunMachine(tree);
    this.scenario = scenario;
    this.source = source;
    this.view = view;
    this.dialogue = dialogue;
    this.clock = clock;
    this.live = live;
  }

  /** Walks until the run ends; false if somebody left it before. */
  boolean walk(RunState begun) {
    RunState state = begun;
    Seen shown = new Seen(0, 0);
    Instant answered = clock.instant();
    while (state.request().isPresent()) {
      Request request = state.request().get();
      if (request instanceof Request.Ask ask) {
        state = answered(state, ask);
        answered = clock.instant();
        continue;
      }
      Seen now = Seen.of(state);
      if (!now.equals(shown)) {
        view.show(tree, state);
        shown = now;
      }
      Dialogue.Move move =
          dialogue.next(
              state, Choices.of(request, tree, state, scenario), waiting(state, request, answered));
      if (move instanceof Dialogue.Move.Send send) {
        for (RunInput input : send.inputs()) {
          Reaction reaction = machine.accept(state, input, clock.instant());
          if (reaction instanceof Reaction.Accepted accepted) {
            state = accepted.state();
          } else {
            Reaction.Refused refused = (Reaction.Refused) reaction;
            move = dialogue.refused(refused.message() + ". " + refused.hint());
            break;
          }
        }
      }
      if (move instanceof Dialogue.Move.Leave leave) {
        view.left(tree, state, leave.why());
        return false;
      }
    }
    view.ended(tree, state);
    return true;
  }

  private RunState answered(RunState state, Request.Ask ask) {
    RunInput answer = new RunInput.Receive(ask.visit(), source.ask(ask));
    Reaction reaction = machine.accept(state, answer, clock.instant());
    if (reaction instanceof Reaction.Accepted accepted) {
      return accepted.state();
    }
    throw new IllegalStateException("the machine refuses an answer that it asked for");
  }

  /** Until when to wait where the answer says to ask again. */
  private Optional<Countdown> waiting(RunState state, Request request, Instant answered) {
    if (!live || !(request instanceof Request.Decide decide)) {
      return Optional.empty();
    }
    return tree.node(state.current().node())
        .flatMap(Node::asks)
        .flatMap(check -> decide.proposed().map(branch -> check.branches().get(branch)))
        .flatMap(Branch::askAgainAfter)
        .map(after -> new Countdown(answered.plus(after), clock));
  }

  /** What a person has seen already: a visit, and how often its query had been answered then. */
  private record Seen(int visit, int attempts) {
    static Seen of(RunState state) {
      return new Seen(state.current().number(), state.current().attempts().size());
    }
  }
}
