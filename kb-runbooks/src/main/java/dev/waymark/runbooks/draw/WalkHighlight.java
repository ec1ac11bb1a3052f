package dev.waymark.runbooks.draw;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A walk to be marked in a drawing.
 *
 * @param current the node where the run is
 */
public record WalkHighlight(Set<String> nodes, Set<Passage> passages, Optional<String> current) {

  public WalkHighlight {
    nodes = Set.copyOf(nodes);
    passages = Set.copyOf(passages);
  }

  /** A way from one node to the next; all edges between the two count. */
  public record Passage(String from, String to) {}

  /** Nothing is marked. */
  public static WalkHighlight none() {
    return new WalkHighlight(Set.of(), Set.of(), Optional.empty());
  }

  /** Nodes in the order of the walk; the last one is where the run is. */
  public static WalkHighlight along(List<String> walk) {
    Set<Passage> passages = new HashSet<>();
    for (int i = 1; i < walk.size(); i++) {
      passages.add(new Passage(walk.get(i - 1), walk.get(i)));
    }
    return new WalkHighlight(
        new HashSet<>(walk),
        passages,
        walk.isEmpty() ? Optional.empty() : Optional.of(walk.get(walk.size() - 1)));
  }

  boolean holds(Line line) {
    return passages.contains(new Passage(line.from(), line.to()));
  }

  boolean holds(TreeGraph.Edge edge) {
    return passages.contains(new Passage(edge.from(), edge.to()));
  }
}
