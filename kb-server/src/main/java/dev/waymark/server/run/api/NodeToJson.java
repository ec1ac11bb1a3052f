package dev.waymark.server.run.api;

import dev.waymark.model.entry.State;
import dev.waymark.model.entry.TaskItem;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.server.run.api.RunJson.ChoiceJson;
import dev.waymark.server.run.api.RunJson.NodeJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A node with what can be chosen there. */
final class NodeToJson {

  static NodeJson of(Node node) {
    return switch (node) {
      case Node.QueryNode query ->
          json(query, "query", RunJson.choices(query.check()), List.of(), List.of());
      case Node.QuestionNode question ->
          json(question, "question", options(question), List.of(), List.of());
      case Node.CauseNode cause ->
          json(cause, "cause", choices(cause.evidence()), cause.actions(), List.of());
      case Node.ActionNode action ->
          json(
              action,
              "action",
              action.verdict().isPresent() ? options(action) : choices(action.verification()),
              List.of(),
              action.items().stream().map(TaskItem::markdown).toList());
      case Node.EscalationNode escalation ->
          json(escalation, "escalation", List.of(), List.of(), List.of());
      case Node.PreventionNode prevention ->
          json(prevention, "prevention", List.of(), List.of(), List.of());
    };
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
