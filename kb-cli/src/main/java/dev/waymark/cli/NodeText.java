package dev.waymark.cli;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.NodeVisitor;
import java.util.List;

/** What is shown of a node besides its prose and its answer. */
record NodeText(Entry entry) implements NodeVisitor<List<String>> {

  @Override
  public List<String> visitQuery(Node.QueryNode node) {
    return List.of();
  }

  @Override
  public List<String> visitQuestion(Node.QuestionNode node) {
    return List.of();
  }

  @Override
  public List<String> visitCause(Node.CauseNode node) {
    return List.of();
  }

  @Override
  public List<String> visitAction(Node.ActionNode node) {
    return List.of("Risk: " + node.risk().label());
  }

  @Override
  public List<String> visitEscalation(Node.EscalationNode node) {
    return entry.escalation().stream()
        .map(
            rule ->
                "%s, %s: %s within %s"
                    .formatted(
                        rule.severity().label(),
                        Markdown.plain(rule.when()),
                        Markdown.plain(rule.who()),
                        Timespan.format(rule.within())))
        .toList();
  }

  @Override
  public List<String> visitPrevention(Node.PreventionNode node) {
    return entry.prevention().stream().map(item -> "- " + Markdown.plain(item.markdown())).toList();
  }
}
