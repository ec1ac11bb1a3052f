package dev.waymark.server.api;

import dev.waymark.model.entry.State;
import dev.waymark.model.entry.TaskItem;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.NodeVisitor;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.server.api.RunJson.ChoiceJson;
import dev.waymark.server.api.RunJson.NodeJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A node with what can be chosen there. */
final class NodeToJson implements NodeVisitor<NodeJson> {

  @Override
  public NodeJson visitQuery(Node.QueryNode node) {
    return json(node, "query", RunJson.choices(node.check()), List.of(), List.of());
  }

  @Override
  public NodeJson visitQuestion(Node.QuestionNode node) {
    return json(node, "question", options(node), List.of(), List.of());
  }

  @Override
  public NodeJson visitCause(Node.CauseNode node) {
    return json(node, "cause", choices(node.evidence()), node.actions(), List.of());
  }

  @Override
  public NodeJson visitAction(Node.ActionNode node) {
    return json(
        node,
        "action",
        node.verdict().isPresent() ? options(node) : choices(node.verification()),
        List.of(),
        node.items().stream().map(TaskItem::markdown).toList());
  }

  @Override
  public NodeJson visitEscalation(Node.EscalationNode node) {
    return json(node, "escalation", List.of(), List.of(), List.of());
  }

  @Override
  public NodeJson visitPrevention(Node.PreventionNode node) {
    return json(node, "prevention", List.of(), List.of(), List.of());
  }

  private static List<ChoiceJson> options(Node node) {
    List<Option> options = node.options();
    return IntStream.range(0, options.size())
        .mapToObj(
            i ->
                new ChoiceJson(
                    i,
                    options.get(i).state().map(State::label),
                    Optional.of(options.get(i).answer()),
                    options.get(i).means(),
                    Optional.of(options.get(i).to().link()),
                    Optional.empty()))
        .toList();
  }

  private static List<ChoiceJson> choices(Optional<CompiledCheck> check) {
    return check.map(RunJson::choices).orElse(List.of());
  }

  private static NodeJson json(
      Node node, String kind, List<ChoiceJson> choices, List<String> actions, List<String> items) {
    return new NodeJson(node.id(), kind, node.title(), choices, actions, items);
  }
}
