package dev.waymark.server.entry.page;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scenarios that end at one cause, the shortest walk first.
 *
 * @param title of the last cause on their path; a sentence for those that reach none
 */
record ScenarioGroup(String title, List<EntryView.ScenarioLine> scenarios) {
  private static final String NO_CAUSE = "No cause is found";

  ScenarioGroup {
    scenarios = List.copyOf(scenarios);
  }

  /** In the order of the causes in the entry, those without a cause last. */
  static List<ScenarioGroup> of(CompiledEntry entry) {
    Map<String, List<Scenario>> byCause = new LinkedHashMap<>();
    causes(entry).forEach(cause -> byCause.put(cause.id(), new ArrayList<>()));
    byCause.put("", new ArrayList<>());
    entry.scenarios().stream()
        .sorted(Comparator.comparingInt(scenario -> scenario.path().size()))
        .forEach(
            scenario ->
                byCause
                    .computeIfAbsent(causeOf(entry, scenario), cause -> new ArrayList<>())
                    .add(scenario));
    return byCause.entrySet().stream()
        .filter(group -> !group.getValue().isEmpty())
        .map(
            group ->
                new ScenarioGroup(
                    title(entry, group.getKey()),
                    group.getValue().stream().map(EntryPageResource::line).toList()))
        .toList();
  }

  private static List<Node> causes(CompiledEntry entry) {
    return entry.tree().stream().flatMap(tree -> tree.nodes(NodeKind.CAUSE).stream()).toList();
  }

  private static String causeOf(CompiledEntry entry, Scenario scenario) {
    List<String> causes = causes(entry).stream().map(Node::id).toList();
    return scenario.path().stream()
        .filter(causes::contains)
        .reduce((first, second) -> second)
        .orElse("");
  }

  private static String title(CompiledEntry entry, String cause) {
    return Optional.of(cause)
        .filter(id -> !id.isEmpty())
        .flatMap(id -> entry.tree().flatMap(tree -> tree.node(id)))
        .map(Node::title)
        .orElse(NO_CAUSE);
  }
}
