package dev.waymark.runbooks.scenario;

import dev.waymark.model.run.Request;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.runbooks.tree.Tree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a scenario does next in a state. */
final class ScenarioDriver {
  /** Nobody waits longer, in a recorded world either. */
  private static final int MOST_AGAIN = 12;

  private final Tree tree;
  private final Scenario scenario;
  private final QuerySource source;

  ScenarioDriver(Tree tree, Scenario scenario, QuerySource source) {
    this.tree = tree;
    this.scenario = scenario;
    this.source = source;
  }

  /** An input, or none. */
  sealed interface Move {
    record Send(RunInput input) implements Move {}

    record Stop(String why) implements Move {}
  }

  Move next(RunState state) {
    Optional<Node> node = tree.node(state.current().node());
    if (node.isEmpty() || state.request().isEmpty()) {
      return new Move.Stop("There is no such step.");
    }
    return new Next(state, node.get()).after(state.request().get());
  }

  private final class Next {
    private final Visit visit;
    private final int stay;
    private final Node node;

    Next(RunState state, Node node) {
      this.visit = state.current();
      this.stay = state.stay();
      this.node = node;
    }

    Move after(Request request) {
      return switch (request) {
        case Request.Ask ask -> send(new RunInput.Receive(ask.visit(), source.ask(ask)));
        case Request.Decide decide -> decide(decide);
        case Request.Reply reply -> reply(reply);
        case Request.Confirm confirm -> confirm(confirm);
        case Request.CarryOut carryOut -> carryOut(carryOut);
        case Request.Close close ->
            send(new RunInput.End(close.visit(), close.suggested(), Optional.empty()));
      };
    }

    private Move decide(Request.Decide decide) {
      if (decide.proposed().isEmpty()) {
        return new Move.Stop(
            visit
                .attempt()
                .flatMap(Attempt::proposal)
                .map(proposal -> proposal.why())
                .orElse("No branch is proposed"));
      }
      int branch = decide.proposed().get();
      if (asksAgain(branch) && visit.timesAskedAgain() >= MOST_AGAIN) {
        return new Move.Stop(
            "It was asked again %d times, and every answer says to ask again; record another one in `%s`."
                .formatted(MOST_AGAIN, RecordedSource.name(node.id() + ".again", "csv")));
      }
      if (leadsToResolution(branch)) {
        Optional<String> chosen = Optional.ofNullable(scenario.actions().get(node.id()));
        if (chosen.isPresent()) {
          return send(new RunInput.Confirm(decide.visit(), chosen.get(), Optional.empty()));
        }
      }
      return send(new RunInput.TakeBranch(decide.visit(), branch, Optional.empty()));
    }

    private Move reply(Request.Reply reply) {
      List<Option> options = node.options();
      Optional<String> answer = scenario.reply(node.id(), stay);
      return answer
          .flatMap(text -> index(options, text))
          .<Move>map(option -> send(new RunInput.ReplyTo(reply.visit(), option)))
          .orElseGet(
              () ->
                  new Move.Stop(
                      "`questions: %s:` in scenario.yaml %s; the answers are %s."
                          .formatted(
                              node.id(),
                              answer
                                  .map(text -> "is “" + text + "”, which isn't an answer")
                                  .orElse("is missing"),
                              options.stream()
                                  .map(option -> "“" + option.answer() + "”")
                                  .collect(Collectors.joining(", ")))));
    }

    private Move confirm(Request.Confirm confirm) {
      String first = node.actions().stream().findFirst().orElse("");
      String action = scenario.actions().getOrDefault(node.id(), first);
      return send(new RunInput.Confirm(confirm.visit(), action, Optional.empty()));
    }

    private Move carryOut(Request.CarryOut carryOut) {
      return IntStream.range(0, node.items().size())
          .filter(item -> !visit.ticked().contains(item))
          .boxed()
          .findFirst()
          .map(item -> send(new RunInput.Tick(carryOut.visit(), item, true)))
          .orElseGet(() -> send(new RunInput.Finish(carryOut.visit())));
    }

    private boolean asksAgain(int branch) {
      return node.asks().flatMap(check -> check.branches().get(branch).askAgainAfter()).isPresent();
    }

    private boolean leadsToResolution(int branch) {
      return node.asks()
          .flatMap(check -> check.branches().get(branch).to())
          .filter(node::isResolvedBy)
          .isPresent();
    }

    private static Optional<Integer> index(List<Option> options, String answer) {
      return IntStream.range(0, options.size())
          .filter(i -> options.get(i).answer().strip().equalsIgnoreCase(answer.strip()))
          .boxed()
          .findFirst();
    }

    private static Move send(RunInput input) {
      return new Move.Send(input);
    }
  }
}
