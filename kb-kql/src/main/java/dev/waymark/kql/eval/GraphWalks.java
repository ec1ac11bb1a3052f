package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Bound;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Graph;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.GraphPattern;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Refusal;
import dev.waymark.model.table.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code graph-match} and {@code graph-shortest-paths}: rows of what fits a pattern. */
final class GraphWalks {
  private final Interpreter interpreter;
  private final Environment outside;
  private final Environment inside;
  private final Graph graph;
  private final Map<String, Integer> slots = new LinkedHashMap<>();

  GraphWalks(Interpreter interpreter, Environment environment, Graph graph) {
    this.interpreter = interpreter;
    this.outside = environment;
    this.inside = new Environment(environment);
    this.graph = graph;
  }

  Relation match(Operator.GraphMatch operator) {
    Cycles cycles = cycles(operator);
    List<List<GraphLeg>> legs = legs(operator.patterns());
    Scalar condition = condition(operator.condition());
    var rows = new ArrayList<@Nullable Object[]>();
    var search =
        new GraphSearch(
            graph,
            slots.size(),
            cycles,
            interpreter.budget(),
            (row, doubtful) -> {
              if (Boolean.TRUE.equals(condition.value(row))) {
                if (doubtful) {
                  throw Refusal.unsupported("a match that takes a node or an edge twice");
                }
                rows.add(row);
                interpreter.budget().row(row.length, 0);
              }
            });
    search.run(legs);
    return project(operator.columns(), operator, rows);
  }

  private Cycles cycles(Operator.GraphMatch operator) {
    String word = OperatorRunner.word(operator.options(), "cycles").orElse("unique_edges");
    return switch (word) {
      case "all" -> Cycles.ALL;
      case "none" -> Cycles.NONE;
      case "unique_edges" -> Cycles.UNIQUE_EDGES;
      default -> {
        interpreter
            .issues()
            .add(
                QueryIssue.WRONG_ARGUMENTS,
                operator.span(),
                "There is no `cycles=" + word + "`",
                "Write cycles=all, none or unique_edges");
        yield Cycles.UNIQUE_EDGES;
      }
    };
  }

  /** The shortest of the paths from each node to each other. */
  Relation shortest(Operator.GraphShortestPaths operator) {
    boolean all = OperatorRunner.word(operator.options(), "output").orElse("any").equals("all");
    List<List<GraphLeg>> legs = legs(operator.patterns());
    GraphLeg leg = legs.get(0).isEmpty() ? null : legs.get(0).get(0);
    if (legs.size() != 1 || legs.get(0).size() != 1 || leg == null || leg.least() != 1) {
      interpreter
          .issues()
          .unsupported(
              operator.span(), "Shortest paths but from one node to another in 1..n edges");
      return Relation.of(List.of(), List.of()).open(true);
    }
    Scalar condition = condition(operator.condition());
    Map<Ends, Found> found = new LinkedHashMap<>();
    int edge = leg.edge();
    var search =
        new GraphSearch(
            graph,
            slots.size(),
            Cycles.NONE,
            interpreter.budget(),
            (row, doubtful) -> {
              if (row[edge] instanceof Graph.Path path) {
                found
                    .computeIfAbsent(
                        new Ends(row[leg.left()], row[leg.right()]), ends -> new Found())
                    .add(row, path.edges().size(), Boolean.TRUE.equals(condition.value(row)));
              }
            });
    search.run(legs);
    var rows = new ArrayList<@Nullable Object[]>();
    for (Found paths : found.values()) {
      if (paths.fits() && paths.isBarred()) {
        throw Refusal.unsupported("a condition that bars a shorter path");
      }
      if (paths.rows.size() > 1 && !all) {
        throw Refusal.unsupported("which of several shortest paths is taken");
      }
      rows.addAll(paths.rows);
    }
    return project(operator.columns(), operator, rows);
  }

  /** Two nodes, told apart by what they are. */
  private record Ends(@Nullable Object from, @Nullable Object to) {}

  /** The shortest paths between two nodes. */
  private static final class Found {
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private int length = Integer.MAX_VALUE;
    private int barred = Integer.MAX_VALUE;

    void add(@Nullable Object[] row, int edges, boolean fits) {
      if (!fits) {
        barred = Math.min(barred, edges);
        return;
      }
      if (edges < length) {
        rows.clear();
        length = edges;
      }
      if (edges == length) {
        rows.add(row);
      }
    }

    boolean fits() {
      return !rows.isEmpty();
    }

    /** Whether a path as short or shorter doesn't fit the condition. */
    boolean isBarred() {
      return barred <= length;
    }
  }

  private Scalar condition(Optional<Expression> expression) {
    Relation empty = Relation.of(List.of(), List.of());
    return expression
        .map(e -> interpreter.binder(empty, inside).condition(e).scalar())
        .orElse(row -> true);
  }

  private Relation project(
      List<Expression.Assignment> columns, Operator operator, List<@Nullable Object[]> rows) {
    if (columns.isEmpty()) {
      interpreter.issues().unsupported(operator.span(), "A pattern without project");
      return Relation.of(List.of(), List.of()).open(true);
    }
    for (Expression.Assignment column : columns) {
      if (column.names().isEmpty() && ColumnNames.of(column.value()).isEmpty()) {
        interpreter.issues().unsupported(column.span(), "A column without a name");
      }
    }
    Relation matches = Relation.of(List.of(), rows);
    var runner = new OperatorRunner(interpreter, matches, inside);
    return Projection.ofAnyNames(interpreter, runner).project(columns);
  }

  // Patterns

  private List<List<GraphLeg>> legs(List<GraphPattern> patterns) {
    var all = new ArrayList<List<GraphLeg>>();
    for (GraphPattern pattern : patterns) {
      var legs = new ArrayList<GraphLeg>();
      int left = node(pattern.nodes().get(0));
      for (int i = 0; i < pattern.edges().size(); i++) {
        GraphPattern.Edge edge = pattern.edges().get(i);
        int slot = edge(edge);
        int right = node(pattern.nodes().get(i + 1));
        legs.add(leg(edge, left, slot, right));
        left = right;
      }
      if (legs.isEmpty()) {
        legs.add(GraphLeg.alone(left));
      }
      all.add(legs);
    }
    return all;
  }

  private GraphLeg leg(GraphPattern.Edge edge, int left, int slot, int right) {
    if (edge.length().isEmpty()) {
      return new GraphLeg(left, slot, right, edge.direction(), false, 1, 1);
    }
    long least = number(edge.length().get().least());
    long most = number(edge.length().get().most());
    if (least > most) {
      interpreter
          .issues()
          .add(
              QueryIssue.WRONG_ARGUMENTS,
              edge.span(),
              "No path has at least " + least + " and at most " + most + " edges",
              "Write the smaller number first");
    }
    return new GraphLeg(left, slot, right, edge.direction(), true, least, most);
  }

  private long number(Expression expression) {
    Bound bound = interpreter.values(outside).bind(expression);
    if (bound.constant() && bound.value() instanceof Number number && number.longValue() >= 0) {
      return number.longValue();
    }
    if (!bound.unknown() && !interpreter.isChecking()) {
      interpreter
          .issues()
          .add(
              QueryIssue.WRONG_TYPE,
              expression.span(),
              "The length of a path is a whole number",
              "Write it as in *1..3");
    }
    return 1;
  }

  private int node(GraphPattern.Node node) {
    String name = node.name().map(Expression.Name::text).orElse(" " + slots.size());
    Integer known = slots.get(name);
    if (known != null) {
      if (!(inside.find(name).orElse(null) instanceof Environment.Node)) {
        twice(node.name().orElseThrow());
      }
      return known;
    }
    int slot = slots.size();
    slots.put(name, slot);
    inside.define(name, new Environment.Node(graph, members(graph.nodeRows(), slot), slot));
    return slot;
  }

  private int edge(GraphPattern.Edge edge) {
    String name = edge.name().map(Expression.Name::text).orElse(" " + slots.size());
    Integer known = slots.get(name);
    if (known != null) {
      twice(edge.name().orElseThrow());
      return known;
    }
    int slot = slots.size();
    slots.put(name, slot);
    inside.define(
        name,
        edge.length().isPresent()
            ? new Environment.Path(graph, slot, outside)
            : members(graph.edgeRows(), slot));
    return slot;
  }

  private void twice(Expression.Name name) {
    interpreter.issues().unsupported(name.span(), "A pattern that names an edge twice");
  }

  private static Environment.Members members(Relation rows, int slot) {
    var columns = new LinkedHashMap<String, Bound>();
    for (int i = 0; i < rows.columns().size(); i++) {
      Column column = rows.columns().get(i);
      int index = i;
      columns.put(
          column.name(),
          Bound.of(
              column.type(),
              row -> row[slot] instanceof Graph.Element element ? element.column(index) : null));
    }
    return new Environment.Members(columns, rows.open());
  }
}
