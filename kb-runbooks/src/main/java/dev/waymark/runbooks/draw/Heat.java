package dev.waymark.runbooks.draw;

import dev.waymark.runbooks.draw.TreeGraph.Edge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often the edges of a graph were taken.
 *
 * @param times of the edges that were taken at all
 * @param gone what the graph has no edge for: its text has changed since
 */
public record Heat(Map<Edge, Long> times, List<Taken> gone) {

  /** Shades between never and most often. */
  private static final int SHADES = 4;

  public Heat {
    times = Map.copyOf(times);
    gone = List.copyOf(gone);
  }

  /**
   * A way that was taken, in whatever version of the text.
   *
   * @param to a node's id, or {@code other-entry.md#step}
   * @param when as in {@link Edge}
   * @param name for people
   */
  public record Taken(String from, String to, String when, long times, String name) {}

  /** Nothing is told. */
  public static Heat none() {
    return new Heat(Map.of(), List.of());
  }

  /**
   * What was taken, put to the edges of a graph by the ids of their nodes: to the one that has the
   * same condition or answer if there are several, and else to the first.
   */
  public static Heat of(TreeGraph graph, List<Taken> taken) {
    Map<Edge, Long> times = new LinkedHashMap<>();
    List<Taken> gone = new ArrayList<>();
    for (Taken way : taken) {
      List<Edge> between =
          graph.edges().stream()
              .filter(edge -> edge.from().equals(way.from()) && edge.to().equals(way.to()))
              .toList();
      if (between.isEmpty()) {
        gone.add(way);
        continue;
      }
      Edge edge =
          between.stream()
              .filter(one -> one.when().equals(way.when()))
              .findFirst()
              .orElseGet(between::getFirst);
      times.merge(edge, way.times(), Long::sum);
    }
    return new Heat(times, gone);
  }

  /** Whether nothing was taken that could be drawn. */
  public boolean isEmpty() {
    return times.isEmpty();
  }

  /** The class for the shade of these edges; empty where nothing is told. */
  String style(List<Edge> edges) {
    if (isEmpty()) {
      return "";
    }
    long most = times.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    long shade = Math.min(SHADES, Math.ceilDiv(sum(edges) * SHADES, most));
    return " tree-heat-" + shade;
  }

  /** How often these edges were taken; empty if never. */
  Optional<String> count(List<Edge> edges) {
    return Optional.of(sum(edges)).filter(sum -> sum > 0).map(sum -> sum + "×");
  }

  private long sum(List<Edge> edges) {
    return edges.stream().mapToLong(edge -> times.getOrDefault(edge, 0L)).sum();
  }
}
