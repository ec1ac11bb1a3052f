package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Graph;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.ScalarFunctions;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Refusal;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done with a whole graph: marking its components, and making rows of it again. */
final class Graphs {
  private final Interpreter interpreter;
  private final Graph graph;

  Graphs(Interpreter interpreter, Graph graph) {
    this.interpreter = interpreter;
    this.graph = graph;
  }

  /** Whether an operator may stand behind a graph. */
  static boolean takes(Operator operator) {
    return operator instanceof Operator.GraphMatch
        || operator instanceof Operator.GraphShortestPaths
        || operator instanceof Operator.GraphMarkComponents
        || operator instanceof Operator.GraphToTable
        || operator instanceof Operator.Opaque;
  }

  /** Numbers the components as their first nodes come; Kusto leaves the numbers to chance. */
  Relation markComponents(Operator.GraphMarkComponents operator) {
    String kind = OperatorRunner.word(operator.options(), "kind").orElse("weak");
    String name =
        OperatorRunner.word(operator.options(), "with_component_id").orElse("ComponentId");
    if (!kind.equals("weak")) {
      interpreter.issues().unsupported(operator.span(), "Components of the kind " + kind);
    }
    if (graph.nodeRows().indexOf(name) >= 0) {
      interpreter.issues().unsupported(operator.span(), "A second column `" + name + "`");
    }
    var components = new IdentityHashMap<Graph.Node, Long>();
    long next = 0;
    var ids = new ArrayList<@Nullable Object>();
    for (Graph.Node node : graph.nodes()) {
      if (!components.containsKey(node)) {
        spread(node, next, components);
        next++;
      }
      ids.add(components.get(node));
    }
    interpreter.budget().kept(2 * ids.size() + graph.edges().size());
    return Relation.of(graph.withColumn(new Column(name, ColumnType.LONG), ids));
  }

  private void spread(
      Graph.Node start, long component, IdentityHashMap<Graph.Node, Long> components) {
    var waiting = new ArrayDeque<Graph.Node>();
    components.put(start, component);
    waiting.add(start);
    while (!waiting.isEmpty()) {
      Graph.Node node = waiting.remove();
      interpreter.budget().row();
      node.outgoing().stream()
          .map(Graph.Edge::target)
          .filter(other -> components.putIfAbsent(other, component) == null)
          .forEach(waiting::add);
      node.incoming().stream()
          .map(Graph.Edge::source)
          .filter(other -> components.putIfAbsent(other, component) == null)
          .forEach(waiting::add);
    }
  }

  Relation toTable(Operator.GraphToTable operator) {
    if (operator.outputs().size() != 1 || operator.outputs().get(0).as().isPresent()) {
      interpreter.issues().unsupported(operator.span(), "graph-to-table with several results");
      return Relation.of(List.of(), List.of()).open(true);
    }
    Operator.GraphOutput output = operator.outputs().get(0);
    return output.ofNodes() ? nodes(output) : edges(output);
  }

  private Relation nodes(Operator.GraphOutput output) {
    Optional<String> id = OperatorRunner.word(output.options(), "with_node_id");
    var columns = new ArrayList<Column>();
    id.ifPresent(name -> columns.add(new Column(name, ColumnType.LONG)));
    columns.addAll(graph.nodeRows().columns());
    var rows = new ArrayList<@Nullable Object[]>();
    for (Graph.Node node : graph.nodes()) {
      var row = new ArrayList<@Nullable Object>();
      id.ifPresent(name -> row.add(hash(node)));
      rows.add(behind(row, node, graph.nodeRows()));
    }
    return relation(columns, rows, output.span(), graph.nodeRows().open());
  }

  private Relation edges(Operator.GraphOutput output) {
    Optional<String> source = OperatorRunner.word(output.options(), "with_source_id");
    Optional<String> target = OperatorRunner.word(output.options(), "with_target_id");
    var columns = new ArrayList<Column>();
    source.ifPresent(name -> columns.add(new Column(name, ColumnType.LONG)));
    target.ifPresent(name -> columns.add(new Column(name, ColumnType.LONG)));
    columns.addAll(graph.edgeRows().columns());
    var rows = new ArrayList<@Nullable Object[]>();
    for (Graph.Edge edge : graph.edges()) {
      var row = new ArrayList<@Nullable Object>();
      source.ifPresent(name -> row.add(hash(edge.source())));
      target.ifPresent(name -> row.add(hash(edge.target())));
      rows.add(behind(row, edge, graph.edgeRows()));
    }
    return relation(columns, rows, output.span(), graph.edgeRows().open());
  }

  private Relation relation(
      List<Column> columns, List<@Nullable Object[]> rows, SourceSpan span, boolean open) {
    if (columns.stream().map(Column::name).distinct().count() < columns.size()) {
      interpreter.issues().unsupported(span, "Two columns of one name");
    }
    return Relation.of(columns, rows).open(open);
  }

  private @Nullable Object[] behind(
      List<@Nullable Object> first, Graph.Element element, Relation shape) {
    for (int i = 0; i < shape.columns().size(); i++) {
      first.add(element.column(i));
    }
    interpreter.budget().row(first.size(), 2);
    return first.toArray();
  }

  /** The number that Kusto makes of a node's id: the hash of its text. */
  private @Nullable Object hash(Graph.Node node) {
    if (!(node.id() instanceof String)) {
      throw Refusal.unsupported("the number of a node without text");
    }
    return ScalarFunctions.named("hash").get(0).body().call(new Object[] {node.id()});
  }
}
