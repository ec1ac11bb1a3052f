package dev.waymark.runbooks.tree;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.condition.Sentence;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compiled entry. Every branch within the entry leads to a node of {@link #nodes()}, every node
 * is reachable from the root, every condition is type-checked, and some branch of each check holds.
 *
 * @param incidentTitle what an incident is called; absent if the entry doesn't say
 * @param root the id of the first step
 * @param nodes by id, which is the slug of the node's heading, in the order of the file
 */
public record Tree(
    Entry entry, Optional<Sentence> incidentTitle, String root, Map<String, Node> nodes) {
  public Tree {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    if (!nodes.containsKey(root)) {
      throw new IllegalArgumentException("no root: " + root);
    }
  }

  public Optional<Node> node(String id) {
    return Optional.ofNullable(nodes.get(id));
  }

  /**
   * The values that steps remember, with their types: dynamic where steps remember one in different
   * types.
   */
  public Map<String, ColumnType> remembered() {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    for (Node node : nodes.values()) {
      for (RememberedValue value : node.asks().map(CompiledCheck::remembers).orElse(List.of())) {
        types.merge(
            value.name(),
            value.from().type(),
            (known, other) -> known == other ? known : ColumnType.DYNAMIC);
      }
    }
    return types;
  }

  /** The nodes of a kind, in the order of the file. */
  public List<Node> nodes(NodeKind kind) {
    return nodes.values().stream().filter(node -> node.kind() == kind).toList();
  }
}
