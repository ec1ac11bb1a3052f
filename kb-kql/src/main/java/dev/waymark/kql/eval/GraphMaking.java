package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Graph;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code make-graph}: edges are the rows that come in, nodes a table's rows or what edges name. */
final class GraphMaking {
  private static final Relation NOTHING = Relation.of(List.of(), List.of()).open(true);

  private final Interpreter interpreter;
  private final Relation edges;
  private final Environment environment;

  GraphMaking(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.edges = runner.input();
    this.environment = runner.environment();
  }

  Relation run(Operator.MakeGraph operator) {
    int source = place(edges, operator.source());
    int target = place(edges, operator.target());
    Optional<String> idName = OperatorRunner.word(operator.options(), "with_node_id");
    if (operator.nodes().size() > 1 || (idName.isPresent() && !operator.nodes().isEmpty())) {
      interpreter.issues().unsupported(operator.span(), "Nodes of several tables");
      return NOTHING;
    }
    ColumnType type = source < 0 ? ColumnType.STRING : edges.columns().get(source).type();
    Nodes nodes =
        operator.nodes().isEmpty()
            ? new Nodes(
                Relation.of(
                    idName.map(name -> List.of(new Column(name, type))).orElse(List.of()),
                    List.of()),
                0)
            : nodes(operator.nodes().get(0));
    if (source < 0 || target < 0 || nodes.id < 0) {
      // What can't be found among columns that aren't known may be there after all.
      return NOTHING;
    }
    boolean fits =
        edges.columns().get(target).type() == type
            && (operator.nodes().isEmpty() || nodes.rows.columns().get(nodes.id).type() == type);
    if (!fits) {
      interpreter
          .issues()
          .add(
              QueryIssue.WRONG_TYPE,
              operator.span(),
              "The ids of nodes and of the ends of edges are of different types",
              "Convert them to one type");
      return NOTHING;
    }
    if (operator.part().isPresent()) {
      return parts(operator.part().get(), nodes, source, target);
    }
    return Relation.of(graph(nodes, edges, source, target));
  }

  /** Rows of nodes, and the place of their id. */
  private record Nodes(Relation rows, int id) {}

  private Nodes nodes(Operator.Nodes syntax) {
    Relation rows = interpreter.table(syntax.table(), environment);
    return new Nodes(rows, place(rows, syntax.id()));
  }

  private int place(Relation rows, Expression.Name name) {
    int place = rows.indexOf(name.text());
    if (place < 0 && !rows.open()) {
      List<String> known = rows.columns().stream().map(Column::name).toList();
      interpreter
          .issues()
          .unknown(QueryIssue.UNKNOWN_COLUMN, name.span(), "column", name.text(), known);
    }
    return place;
  }

  private Graph graph(Nodes nodes, Relation rows, int source, int target) {
    List<Column> columns = nodes.rows.columns();
    var places = new LinkedHashMap<Object, Integer>();
    var nodeRows = new ArrayList<@Nullable Object[]>();
    for (@Nullable Object[] row : nodes.rows.rows()) {
      if (places.putIfAbsent(id(row[nodes.id]), places.size()) != null) {
        throw Refusal.unsupported("which of the nodes with one id is kept");
      }
      nodeRows.add(row);
    }
    int[] sources = new int[rows.rows().size()];
    int[] targets = new int[rows.rows().size()];
    for (int i = 0; i < sources.length; i++) {
      @Nullable Object[] row = rows.rows().get(i);
      sources[i] = node(row[source], places, nodeRows, columns, nodes.id);
      targets[i] = node(row[target], places, nodeRows, columns, nodes.id);
      interpreter.budget().row(rows.columns().size(), 1);
      interpreter.budget().kept(2);
    }
    return Graph.of(
        rows.columns().get(source).type(),
        nodes.rows.withRows(nodeRows),
        new ArrayList<>(places.keySet()),
        rows,
        sources,
        targets);
  }

  private static Object id(@Nullable Object value) {
    Object key = Values.key(value);
    if (key == null || key.equals("")) {
      throw Refusal.unsupported("a graph with empty ids");
    }
    return key;
  }

  /** The place of a node, which an edge may be the first to name. */
  private static int node(
      @Nullable Object value,
      Map<Object, Integer> places,
      List<@Nullable Object[]> rows,
      List<Column> columns,
      int idColumn) {
    Object id = id(value);
    Integer known = places.putIfAbsent(id, places.size());
    if (known != null) {
      return known;
    }
    @Nullable Object[] row = new Object[columns.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = i == idColumn ? id : columns.get(i).type() == ColumnType.STRING ? "" : null;
    }
    rows.add(row);
    return rows.size() - 1;
  }

  /** The rows that the body makes of the graph of each value of a column. */
  private Relation parts(Operator.Part part, Nodes nodes, int source, int target) {
    int edgeKey = place(edges, part.by());
    int nodeKey = place(nodes.rows, part.by());
    if (edgeKey < 0 || nodeKey < 0) {
      return NOTHING;
    }
    Map<Object, List<@Nullable Object[]>> edgeParts = split(edges, edgeKey);
    Map<Object, List<@Nullable Object[]>> nodeParts = split(nodes.rows, nodeKey);
    Relation shape = part(part, nodes, source, target, List.of(), List.of());
    var rows = new ArrayList<@Nullable Object[]>();
    for (Map.Entry<Object, List<@Nullable Object[]>> entry : edgeParts.entrySet()) {
      List<@Nullable Object[]> of = nodeParts.getOrDefault(entry.getKey(), List.of());
      rows.addAll(part(part, nodes, source, target, of, entry.getValue()).rows());
      nodeParts.remove(entry.getKey());
    }
    for (List<@Nullable Object[]> alone : nodeParts.values()) {
      rows.addAll(part(part, nodes, source, target, alone, List.of()).rows());
    }
    return shape.withRows(rows).ordered(false);
  }

  private Relation part(
      Operator.Part part,
      Nodes nodes,
      int source,
      int target,
      List<@Nullable Object[]> nodeRows,
      List<@Nullable Object[]> edgeRows) {
    var of = new Nodes(nodes.rows.withRows(nodeRows), nodes.id);
    Graph graph = graph(of, edges.withRows(edgeRows), source, target);
    return interpreter.steps(
        part.body().operators(), Relation.of(graph), new Environment(environment));
  }

  private static Map<Object, List<@Nullable Object[]>> split(Relation relation, int column) {
    var parts = new HashMap<Object, List<@Nullable Object[]>>();
    var order = new LinkedHashMap<Object, List<@Nullable Object[]>>();
    for (@Nullable Object[] row : relation.rows()) {
      Object key = Values.key(row[column]);
      order.computeIfAbsent(key == null ? parts : key, k -> new ArrayList<>()).add(row);
    }
    return order;
  }
}
