package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Graph;
import dev.waymark.kql.syntax.GraphPattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries all ways to lay a pattern over a graph. What the documentation doesn't say, whether two
 * parts of a pattern may take the same edge or node, makes a match doubtful.
 */
final class GraphSearch {
  private final Graph graph;
  private final Cycles cycles;
  private final Budget budget;
  private final Matches matches;
  private final @Nullable Object[] row;

  private List<List<GraphLeg>> patterns = List.of();

  interface Matches {
    void add(@Nullable Object[] row, boolean doubtful);
  }

  GraphSearch(Graph graph, int slots, Cycles cycles, Budget budget, Matches matches) {
    this.graph = graph;
    this.cycles = cycles;
    this.budget = budget;
    this.matches = matches;
    this.row = new Object[slots];
  }

  void run(List<List<GraphLeg>> all) {
    patterns = all;
    pattern(0);
  }

  private void pattern(int index) {
    if (index == patterns.size()) {
      complete();
      return;
    }
    int first = patterns.get(index).get(0).left();
    if (row[first] != null) {
      leg(index, 0);
      return;
    }
    for (Graph.Node node : graph.nodes()) {
      budget.row();
      row[first] = node;
      leg(index, 0);
    }
    row[first] = null;
  }

  private void leg(int index, int number) {
    List<GraphLeg> legs = patterns.get(index);
    if (number == legs.size() || legs.get(0).isAlone()) {
      pattern(index + 1);
      return;
    }
    GraphLeg leg = legs.get(number);
    if (!(row[leg.left()] instanceof Graph.Node from)) {
      return;
    }
    if (leg.isPath()) {
      var path = new Trail(leg, from);
      extend(index, number, path, from);
      return;
    }
    for (Step step : steps(from, leg.direction())) {
      budget.row();
      row[leg.edge()] = step.edge;
      arrive(index, number, step.to);
    }
    row[leg.edge()] = null;
  }

  /** Goes on behind a leg, if its end fits the pattern. */
  private void arrive(int index, int number, Graph.Node to) {
    int right = patterns.get(index).get(number).right();
    if (row[right] == null) {
      row[right] = to;
      leg(index, number + 1);
      row[right] = null;
    } else if (row[right] == to) {
      leg(index, number + 1);
    }
  }

  /** A path on its way. */
  private static final class Trail {
    private final GraphLeg leg;
    private final List<Graph.Edge> edges = new ArrayList<>();
    private final List<Graph.Node> nodes = new ArrayList<>();

    Trail(GraphLeg leg, Graph.Node start) {
      this.leg = leg;
      nodes.add(start);
    }

    Graph.Path path() {
      return new Graph.Path(
          edges, nodes.size() > 2 ? nodes.subList(1, nodes.size() - 1) : List.of());
    }
  }

  private void extend(int index, int number, Trail trail, Graph.Node at) {
    if (trail.edges.size() >= trail.leg.least()) {
      Graph.Path path = trail.path();
      budget.row(path.edges().size(), 1);
      row[trail.leg.edge()] = path;
      arrive(index, number, at);
      row[trail.leg.edge()] = null;
    }
    if (trail.edges.size() >= trail.leg.most()) {
      return;
    }
    for (Step step : steps(at, trail.leg.direction())) {
      budget.row();
      if (isBarred(trail, step)) {
        continue;
      }
      trail.edges.add(step.edge);
      trail.nodes.add(step.to);
      extend(index, number, trail, step.to);
      trail.edges.remove(trail.edges.size() - 1);
      trail.nodes.remove(trail.nodes.size() - 1);
    }
  }

  private boolean isBarred(Trail trail, Step step) {
    return switch (cycles) {
      case ALL -> false;
      case NONE -> contains(trail.nodes, step.to);
      case UNIQUE_EDGES -> contains(trail.edges, step.edge);
    };
  }

  private static boolean contains(List<?> list, Object sought) {
    for (Object element : list) {
      if (element == sought) {
        return true;
      }
    }
    return false;
  }

  private record Step(Graph.Edge edge, Graph.Node to) {}

  private static List<Step> steps(Graph.Node from, GraphPattern.Direction direction) {
    var steps = new ArrayList<Step>();
    if (direction != GraphPattern.Direction.BACKWARD) {
      from.outgoing().forEach(edge -> steps.add(new Step(edge, edge.target())));
    }
    if (direction != GraphPattern.Direction.FORWARD) {
      from.incoming().forEach(edge -> steps.add(new Step(edge, edge.source())));
    }
    return steps;
  }

  private void complete() {
    var nodes = new ArrayList<Graph.Node>();
    var edges = new ArrayList<Graph.Edge>();
    var slots = new HashSet<Integer>();
    boolean circle = false;
    boolean returns = false;
    boolean unclear = false;
    for (List<GraphLeg> legs : patterns) {
      var chain = new Chain(legs);
      circle |= repeats(chain.nodes);
      returns |= chain.returns;
      unclear |= chain.loops;
      edges.addAll(chain.edges);
      nodes.addAll(chain.inner);
      for (GraphLeg leg : legs) {
        slots.add(leg.left());
        slots.add(leg.right());
      }
    }
    if (cycles == Cycles.NONE && circle && !returns) {
      return;
    }
    for (int slot : slots) {
      if (row[slot] instanceof Graph.Node node) {
        nodes.add(node);
      }
    }
    boolean doubtful =
        switch (cycles) {
          case ALL -> unclear;
          case NONE -> unclear || circle || repeats(nodes);
          case UNIQUE_EDGES -> unclear || repeats(edges);
        };
    matches.add(row.clone(), doubtful);
  }

  /** What one of the patterns has taken. */
  private final class Chain {
    private final List<Graph.Node> nodes = new ArrayList<>();
    private final List<Graph.Node> inner = new ArrayList<>();
    private final List<Graph.Edge> edges = new ArrayList<>();

    /** Whether the pattern itself comes back to a node, or stays at one. */
    private boolean returns;

    /** Whether an edge of no direction ends where it begins. */
    private boolean loops;

    Chain(List<GraphLeg> legs) {
      var slots = new HashSet<Integer>();
      add(legs.get(0).left(), slots);
      for (GraphLeg leg : legs) {
        if (!leg.isAlone()) {
          int before = edges.size();
          take(row[leg.edge()]);
          loops |= leg.direction() == GraphPattern.Direction.EITHER && hasLoop(before);
          returns |= edges.size() == before;
          add(leg.right(), slots);
        }
      }
    }

    private void add(int slot, Set<Integer> slots) {
      returns |= !slots.add(slot);
      if (row[slot] instanceof Graph.Node node) {
        nodes.add(node);
      }
    }

    private void take(@Nullable Object taken) {
      if (taken instanceof Graph.Path path) {
        edges.addAll(path.edges());
        inner.addAll(path.inner());
        nodes.addAll(path.inner());
      } else if (taken instanceof Graph.Edge edge) {
        edges.add(edge);
      }
    }

    private boolean hasLoop(int from) {
      return edges.subList(from, edges.size()).stream()
          .anyMatch(edge -> edge.source() == edge.target());
    }
  }

  private static boolean repeats(List<?> elements) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return !elements.stream().allMatch(seen::add);
  }
}
