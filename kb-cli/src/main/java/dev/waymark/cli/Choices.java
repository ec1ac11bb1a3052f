package dev.waymark.cli;

import dev.waymark.model.entry.CodeBlock;
import dev.waymark.model.entry.State;
import dev.waymark.model.entry.TaskItem;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.query.CopyableFence;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.MissingValue;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What can be done at a place of a run.
 *
 * @param list by number, from 1
 * @param proposed inputs that Enter sends; empty if nothing is proposed
 * @param asksAgain whether what is proposed is to ask the same again
 * @param enter what Enter does, or why it does nothing
 * @param missing values that the step needs, and that a person can give
 */
record Choices(
    List<Choice> list,
    List<RunInput> proposed,
    boolean asksAgain,
    String enter,
    List<MissingValue> missing) {

  Choices {
    list = List.copyOf(list);
    proposed = List.copyOf(proposed);
    missing = List.copyOf(missing);
  }

  Choices(List<Choice> list, List<RunInput> proposed, boolean asksAgain, String enter) {
    this(list, proposed, asksAgain, enter, List.of());
  }

  Choices(List<Choice> list, List<RunInput> proposed, String enter) {
    this(list, proposed, false, enter);
  }

  private Choices lacking(List<MissingValue> values) {
    return new Choices(list, proposed, asksAgain, enter, values);
  }

  /**
   * One of them.
   *
   * @param state of the branch, if it is one
   * @param text on the first line, then more lines such as commands to copy
   * @param input given a reason
   */
  record Choice(
      Optional<State> state,
      List<String> text,
      boolean needsReason,
      Function<Optional<String>, RunInput> input) {
    Choice {
      text = List.copyOf(text);
    }
  }

  /** What a request leaves open; the scenario's answers are proposed where the tree has none. */
  static Choices of(Request request, Tree tree, RunState state, Optional<Scenario> scenario) {
    Node node = tree.node(request.node()).orElseThrow();
    return new Open(tree, state, node, scenario)
        .after(request)
        .lacking(MissingValue.of(tree, state));
  }

  private record Open(Tree tree, RunState state, Node node, Optional<Scenario> scenario) {

    Choices after(Request request) {
      return switch (request) {
        case Request.Ask _ -> throw new IllegalStateException("a source answers this one");
        case Request.Decide decide -> decide(decide);
        case Request.Reply reply -> reply(reply);
        case Request.Confirm confirm -> confirm(confirm);
        case Request.CarryOut carryOut -> carryOut(carryOut);
        case Request.Close close -> close(close);
      };
    }

    private Choices decide(Request.Decide decide) {
      List<Branch> branches = node.asks().map(CompiledCheck::branches).orElse(List.of());
      List<Choice> list = new ArrayList<>();
      for (int i = 0; i < branches.size(); i++) {
        int index = i;
        Branch branch = branches.get(i);
        list.add(
            new Choice(
                Optional.of(branch.state()),
                List.of(branch.state().label() + ": " + meaning(branch)),
                branch.to().isPresent() && state.current().needsReason(i),
                reason -> new RunInput.TakeBranch(decide.visit(), index, reason)));
      }
      if (decide.proposed().isEmpty()) {
        return new Choices(list, List.of(), whyNothing());
      }
      int proposed = decide.proposed().get();
      List<RunInput> inputs = List.of(sure(list.get(proposed)));
      return branches.get(proposed).to().isPresent()
          ? new Choices(list, inputs, "takes " + (proposed + 1))
          : new Choices(list, inputs, true, "asks again now");
    }

    private String meaning(Branch branch) {
      return branch
          .to()
          .map(to -> meaning(branch.means(), to))
          .orElseGet(() -> Markdown.plain(branch.means()) + " → " + branch.label());
    }

    private String whyNothing() {
      return state
          .current()
          .attempt()
          .flatMap(Attempt::proposal)
          .map(proposal -> proposal.why())
          .orElse("no branch is proposed");
    }

    private Choices reply(Request.Reply reply) {
      List<Option> options = node.options();
      List<Choice> list = new ArrayList<>();
      Optional<Integer> recorded = Optional.empty();
      String answer =
          scenario.flatMap(one -> one.reply(node.id(), state.stay())).orElse("").strip();
      for (int i = 0; i < options.size(); i++) {
        int index = i;
        Option option = options.get(i);
        list.add(
            new Choice(
                option.state(),
                List.of(option.answer() + ": " + meaning(option.means(), option.to())),
                false,
                reason -> new RunInput.ReplyTo(reply.visit(), index)));
        if (option.answer().strip().equalsIgnoreCase(answer)) {
          recorded = Optional.of(i);
        }
      }
      return recorded
          .map(
              i ->
                  new Choices(
                      list, List.of(sure(list.get(i))), "takes " + (i + 1) + ", as recorded"))
          .orElseGet(
              () ->
                  new Choices(
                      list,
                      List.of(),
                      scenario.isPresent()
                          ? "the scenario has no answer to this question"
                          : "only you can answer this question"));
    }

    private Choices confirm(Request.Confirm confirm) {
      List<String> actions = node.actions();
      List<Choice> list =
          actions.stream()
              .map(
                  action ->
                      new Choice(
                          Optional.empty(),
                          List.of("This is the cause: " + title(action)),
                          false,
                          reason ->
                              new RunInput.Confirm(confirm.visit(), action, Optional.empty())))
              .toList();
      String action = scenario.map(Scenario::actions).map(all -> all.get(node.id())).orElse("");
      int recorded = Math.max(0, actions.indexOf(action));
      return new Choices(list, List.of(sure(list.get(recorded))), "takes " + (recorded + 1));
    }

    private Choices carryOut(Request.CarryOut carryOut) {
      List<TaskItem> items = node.items();
      List<Choice> list = new ArrayList<>();
      List<RunInput> rest = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        boolean done = state.current().ticked().contains(i);
        RunInput.Tick tick = new RunInput.Tick(carryOut.visit(), i, !done);
        List<String> text = new ArrayList<>();
        text.add(
            "    ".repeat(items.get(i).depth())
                + (done ? "[x] " : "[ ] ")
                + Markdown.plain(items.get(i).markdown()));
        items.get(i).code().forEach(code -> text.addAll(command(code)));
        list.add(new Choice(Optional.empty(), text, false, reason -> tick));
        if (!done) {
          rest.add(tick);
        }
      }
      rest.add(new RunInput.Finish(carryOut.visit()));
      boolean verified = node.asks().isPresent() || !node.options().isEmpty();
      String then = verified ? "verifies" : "goes on";
      return new Choices(list, rest, rest.size() > 1 ? "ticks the rest and " + then : then);
    }

    private Choices close(Request.Close close) {
      RunInput end = new RunInput.End(close.visit(), close.suggested(), Optional.empty());
      return new Choices(List.of(), List.of(end), "ends the run as " + close.suggested().label());
    }

    /** To be copied, with the run's values in it. */
    private List<String> command(CodeBlock code) {
      CopyableFence shown =
          CopyableFence.of(
              code, tree.remembered().keySet(), state.parameters(), state.remembered());
      List<String> lines = new ArrayList<>(shown.text().lines().toList());
      shown.problem().ifPresent(problem -> lines.add("(" + problem + ")"));
      return lines;
    }

    private static RunInput sure(Choice choice) {
      return choice.input().apply(Optional.empty());
    }

    private String meaning(String means, Destination to) {
      return Markdown.plain(means) + " → " + name(to);
    }

    private String name(Destination to) {
      return to.node().map(this::title).orElseGet(to::link);
    }

    private String title(String id) {
      return tree.node(id).map(Node::title).orElse(id);
    }
  }
}
