package dev.waymark.runbooks.scenario;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.PatternResult;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A walk in words for the terminal: each step, what was seen there, and where it led. */
public final class WalkText {
  private static final int WIDEST = 200;

  /** What went wrong and what to do is told to its end. */
  private static final int LONGEST = 2_000;

  private WalkText() {}

  /** The whole walk, a paragraph a step. */
  public static String of(Tree tree, RunState state) {
    return of(tree, state, state.visits().size());
  }

  /** The end of a walk: its last steps. */
  public static String of(Tree tree, RunState state, int steps) {
    var text = new StringBuilder();
    int first = Math.max(0, state.visits().size() - steps);
    for (Visit visit : state.visits().subList(first, state.visits().size())) {
      String title = tree.node(visit.node()).map(Node::title).orElse(visit.node());
      text.append("%d. %s  #%s%n".formatted(visit.number(), clean(title), visit.node()));
      lines(tree, visit).forEach(line -> text.append("   ").append(line).append('\n'));
    }
    state.outcome().map(Outcome::label).ifPresent(end -> text.append(end).append('\n'));
    return text.toString().replace("\r\n", "\n");
  }

  /** What was seen at one visit and where it led, one thing a line. */
  public static List<String> lines(Tree tree, Visit visit) {
    List<String> lines = new ArrayList<>();
    Optional<Node> node = tree.node(visit.node());
    for (Attempt attempt : visit.attempts()) {
      lines.add(attempt.answer().map(WalkText::answer).orElse("no answer"));
      attempt
          .proposal()
          .ifPresent(
              proposal -> {
                List<Branch> branches =
                    node.flatMap(Node::asks).map(CompiledCheck::branches).orElse(List.of());
                proposal.patterns().forEach(result -> lines.add(pattern(branches, result)));
                if (proposal.branch().isEmpty() && !failed(attempt)) {
                  lines.add(clean(proposal.why()));
                }
              });
    }
    visit.left().map(left -> departure(left, node)).ifPresent(lines::add);
    return lines;
  }

  private static boolean failed(Attempt attempt) {
    return attempt.answer().filter(Answer.Failed.class::isInstance).isPresent();
  }

  private static String answer(Answer answer) {
    String from = " from " + answer.provenance().source();
    return switch (answer) {
      case Answer.Complete(Table table, _) -> clean(rows(table.rows().size()) + from);
      case Answer.Partial(Table table, _, _) ->
          clean(rows(table.rows().size()) + ", but not all," + from);
      case Answer.Failed(_, String message, String hint, _) ->
          clean("no answer" + from + ": " + message + ". " + hint, LONGEST);
    };
  }

  private static String rows(int count) {
    return count == 1 ? "1 row" : count + " rows";
  }

  private static String pattern(List<Branch> branches, PatternResult result) {
    String mark =
        switch (result.held()) {
          case YES -> "[x]";
          case NO -> "[ ]";
          case FAILED -> "[!]";
          case NOT_TRIED -> "[-]";
        };
    if (result.branch() < 0 || result.branch() >= branches.size()) {
      return mark + " " + clean(result.explanation());
    }
    Branch branch = branches.get(result.branch());
    String when = branch.when().map(Condition::text).orElse("otherwise");
    return clean(
        "%s %s: %s (%s)".formatted(mark, branch.state().label(), when, result.explanation()));
  }

  /** One line without control characters: much of this text came from elsewhere. */
  private static String clean(String text) {
    return clean(text, WIDEST);
  }

  private static String clean(String text, int most) {
    var cleaned = new StringBuilder();
    text.codePoints()
        .limit(most)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .forEach(cleaned::appendCodePoint);
    return text.length() > most ? cleaned.append('…').toString() : cleaned.toString();
  }

  /** How a visit ended, in a line. */
  private static String departure(Departure left, Optional<Node> node) {
    return clean(
        switch (left) {
          case Departure.ByBranch branch ->
              "-> "
                  + branch.to().link()
                  + branch.reason().map(why -> ", although proposed otherwise: " + why).orElse("");
          case Departure.ByReply(int option, Destination to, _) ->
              "“%s” -> %s".formatted(answer(node, option), to.link());
          case Departure.ByConfirming confirming -> "confirmed -> #" + confirming.action();
          case Departure.ByDoing(Destination to) -> "done -> " + to.link();
          case Departure.ByReturning returning -> "back -> #" + returning.to();
          case Departure.ByEscalating(String reason) -> "escalated: " + reason;
          case Departure.ByEnding(Outcome outcome) -> "ended as " + outcome.label();
        });
  }

  private static String answer(Optional<Node> node, int option) {
    return node.map(Node::options)
        .filter(options -> option < options.size())
        .map(options -> options.get(option).answer())
        .orElse("answer " + (option + 1));
  }
}
