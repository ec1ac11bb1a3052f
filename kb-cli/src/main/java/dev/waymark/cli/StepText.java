package dev.waymark.cli;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.EscalationRule;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.PatternResult;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.table.Table;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.record.Contradictions;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.RememberedValue;
import dev.waymark.runbooks.tree.Tree;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Shows a step of a run: why we ask, what was asked, the answer, and what follows from it. */
final class StepText {

  private static final int WIDTH = 78;

  private final PrintWriter writer;
  private final AnsiColours ink;

  StepText(PrintWriter writer, AnsiColours ink) {
    this.writer = writer;
    this.ink = ink;
  }

  /** The step where the run is. */
  void show(Tree tree, RunState state) {
    Visit visit = state.current();
    Node node = tree.node(visit.node()).orElseThrow();
    heading(visit, node);
    paragraph(node.prose().markdown());
    details(node, tree.entry()).forEach(line -> say("  " + Printable.line(line)));
    if (visit.asksPerson()) {
      node.verdict().ifPresent(verdict -> paragraph(verdict.prose().markdown()));
    }
    visit.attempt().ifPresent(attempt -> show(tree, node.asks().orElseThrow(), attempt, state));
  }

  /** What is shown of a node besides its prose and its answer. */
  private static List<String> details(Node node, Entry entry) {
    return switch (node) {
      case Node.QueryNode _, Node.QuestionNode _, Node.CauseNode _ -> List.of();
      case Node.ActionNode action -> List.of("Risk: " + action.risk().label());
      case Node.EscalationNode _ -> entry.escalation().stream().map(StepText::escalation).toList();
      case Node.PreventionNode _ ->
          entry.prevention().stream().map(item -> "- " + Markdown.plain(item.markdown())).toList();
    };
  }

  private static String escalation(EscalationRule rule) {
    return "%s, %s: %s within %s"
        .formatted(
            rule.severity().label(),
            Markdown.plain(rule.when()),
            Markdown.plain(rule.who()),
            Timespan.format(rule.within()));
  }

  private void heading(Visit visit, Node node) {
    String title = visit.number() + " · " + Printable.line(node.title()) + " ";
    writer.println();
    say(ink.strong("── " + title + "─".repeat(Math.max(2, WIDTH - title.length()))));
  }

  private void paragraph(String markdown) {
    if (!markdown.isBlank()) {
      Markdown.plain(markdown).strip().lines().forEach(line -> say("  " + Printable.of(line)));
    }
  }

  private void show(Tree tree, CompiledCheck check, Attempt attempt, RunState state) {
    writer.println();
    query(attempt.query());
    writer.println();
    attempt.answer().ifPresent(this::answer);
    attempt.proposal().ifPresent(proposal -> patterns(check.branches(), proposal));
    attempt
        .proposal()
        .flatMap(RunEvent.BranchProposed::finding)
        .ifPresent(finding -> say("  found: " + ink.strong(Printable.line(finding.text()))));
    new Contradictions(tree, state).of(state.current()).ifPresent(this::contradicts);
    String remembered =
        check.remembers().stream()
            .map(RememberedValue::name)
            .filter(state.remembered()::containsKey)
            .map(name -> name + " = " + TerminalCell.of(state.remembered().get(name)))
            .collect(Collectors.joining(", "));
    if (!remembered.isEmpty()) {
      say("  remembered: " + remembered);
    }
  }

  private void query(BoundQuery query) {
    String text = ink.code(FenceTypes.of(query.kind()), query.text());
    text.strip().lines().forEach(line -> say("    " + line));
  }

  private void answer(Answer answer) {
    String source = Printable.line(answer.provenance().source());
    String from = (answer.provenance().isPasted() ? ", " : " from ") + source;
    switch (answer) {
      case Answer.Complete(Table table, _) -> rows(table, from);
      case Answer.Partial(Table table, String reason, _) -> {
        rows(table, from);
        say("  " + ink.bad("not all of it: " + Printable.line(reason)));
      }
      case Answer.Failed(_, String message, String hint, _) -> {
        say("  " + ink.bad("no answer" + from + ": " + Printable.line(message)));
        say("  " + Printable.line(hint));
      }
    }
  }

  private void rows(Table table, String from) {
    say("  " + ink.quiet(CountText.of(table.rows().size(), "row", "rows") + from));
    TerminalTable.of(table).forEach(line -> say("    " + line));
  }

  private void patterns(List<Branch> branches, RunEvent.BranchProposed proposal) {
    writer.println();
    for (PatternResult result : proposal.patterns()) {
      Branch branch = branches.get(result.branch());
      String when = branch.when().map(Condition::text).orElse("otherwise");
      String line = "%-8s  %s".formatted(branch.state().label(), Printable.line(when));
      String explained = line + "  (" + Printable.line(result.explanation()) + ")";
      say(
          switch (result.held()) {
            case YES -> "  ✓ " + ink.state(branch.state(), explained);
            case NO -> "  · " + explained;
            case FAILED -> "  ! " + ink.bad(explained);
            case NOT_TRIED -> "    " + ink.quiet(line);
          });
    }
  }

  /** The end: how it ended and the way there. */
  void ended(Tree tree, RunState state) {
    writer.println();
    say(ink.strong("The run ended: " + state.outcome().map(Outcome::label).orElse("")));
    state
        .cause()
        .flatMap(tree::node)
        .ifPresent(cause -> say("  cause: " + Printable.line(cause.title())));
    path(tree, state);
  }

  /** Somebody, or nobody, goes on from here. */
  void left(Tree tree, RunState state, String why) {
    writer.println();
    String because = why.isEmpty() ? "" : ": " + Printable.line(why);
    say(ink.strong("The run didn't end" + because));
    path(tree, state);
  }

  private void path(Tree tree, RunState state) {
    for (Visit visit : state.visits()) {
      String title = tree.node(visit.node()).map(Node::title).orElse(visit.node());
      say("%5d. %s".formatted(visit.number(), Printable.line(title)));
      visit.finding().ifPresent(finding -> say("       " + Printable.line(finding.text())));
      new Contradictions(tree, state).of(visit).ifPresent(this::contradicts);
    }
  }

  private void contradicts(int visit) {
    say("       " + ink.bad("contradicts step " + visit));
  }

  private void say(String line) {
    writer.println(line.stripTrailing());
  }
}
