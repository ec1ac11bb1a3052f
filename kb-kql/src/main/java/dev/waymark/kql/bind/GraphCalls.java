package dev.waymark.kql.bind;

import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions over the nodes and paths of a graph's pattern, which mean nothing elsewhere. */
final class GraphCalls {
  /** The name of the node that an expression over inner nodes is at. */
  private static final String THIS_NODE = " node";

  private final ExpressionBinder binder;

  GraphCalls(ExpressionBinder binder) {
    this.binder = binder;
  }

  Optional<Bound> bind(Expression.Call call) {
    return switch (call.function().text()) {
      case "map" -> Optional.of(overPath(call));
      case "all", "any" -> call.arguments().size() == 2 ? Optional.of(overPath(call)) : none();
      case "node_degree_in" ->
          Optional.of(
              ofNode(call, graph -> ColumnType.LONG, node -> (long) node.incoming().size()));
      case "node_degree_out" ->
          Optional.of(
              ofNode(call, graph -> ColumnType.LONG, node -> (long) node.outgoing().size()));
      case "node_id" -> Optional.of(ofNode(call, Graph::idType, Graph.Node::id));
      case "labels" -> Optional.of(unsupported(call, "Labels of nodes and edges"));
      case "inner_nodes" -> Optional.of(unsupported(call, "Inner nodes as a value"));
      default -> none();
    };
  }

  private static Optional<Bound> none() {
    return Optional.empty();
  }

  private Bound unsupported(Expression.Call call, String what) {
    binder.context().issues().unsupported(call.span(), what);
    return Bound.unknownValue();
  }

  private Bound wrong(Expression.Call call, String hint) {
    return binder.error(
        QueryIssue.WRONG_ARGUMENTS,
        call.span(),
        "`" + call.function().text() + "` isn't called so",
        hint);
  }

  /** {@code node_id(n)}, or without argument the id of the inner node that is looked at. */
  private Bound ofNode(
      Expression.Call call,
      Function<Graph, ColumnType> type,
      Function<Graph.Node, Object> property) {
    String name =
        call.arguments().isEmpty()
            ? THIS_NODE
            : call.arguments().get(0).value() instanceof Expression.Name given ? given.text() : "";
    if (call.arguments().size() > 1
        || !(binder.environment().find(name).orElse(null) instanceof Environment.Node node)) {
      return wrong(call, "Name a node of graph-match's pattern, or none inside of inner_nodes()");
    }
    int slot = node.slot();
    return Bound.of(
        type.apply(node.graph()),
        row -> row[slot] instanceof Graph.Node at ? property.apply(at) : (Object) null);
  }

  private record Steps(Environment.Path path, boolean nodes) {
    Relation rows() {
      return nodes ? path.graph().nodeRows() : path.graph().edgeRows();
    }
  }

  /** {@code map(path, value)}, {@code all(path, condition)} and {@code any(path, condition)}. */
  private Bound overPath(Expression.Call call) {
    Optional<Steps> steps =
        call.arguments().size() == 2 ? steps(call.arguments().get(0).value()) : Optional.empty();
    if (steps.isEmpty()) {
      return wrong(call, "Write " + call.function().text() + "(path, expression) in graph-match");
    }
    List<Column> columns = steps.get().rows().columns();
    Environment inner = new Environment(steps.get().path().outside());
    if (steps.get().nodes()) {
      inner.define(
          THIS_NODE,
          new Environment.Node(
              steps.get().path().graph(),
              new Environment.Members(Map.of(), false),
              columns.size()));
    }
    var relation = Relation.of(columns, List.of()).open(steps.get().rows().open());
    var lambda = new ExpressionBinder(relation, inner, binder.context());
    Expression body = call.arguments().get(1).value();
    int slot = steps.get().path().slot();
    boolean nodes = steps.get().nodes();
    if (call.function().text().equals("map")) {
      Scalar value = lambda.bind(body).scalar();
      return Bound.of(
          ColumnType.DYNAMIC,
          row -> {
            var values = new ArrayList<@Nullable Object>();
            for (@Nullable Object[] step : rows(row[slot], nodes, columns.size())) {
              values.add(Values.toDynamic(value.value(step)));
            }
            binder.context().meter().made(values);
            return values;
          });
    }
    Scalar condition = lambda.condition(body).scalar();
    boolean all = call.function().text().equals("all");
    return Bound.of(
        ColumnType.BOOL,
        row -> {
          for (@Nullable Object[] step : rows(row[slot], nodes, columns.size())) {
            if (Boolean.TRUE.equals(condition.value(step)) != all) {
              return !all;
            }
          }
          return all;
        });
  }

  private Optional<Steps> steps(Expression expression) {
    if (expression instanceof Expression.Call call
        && call.function().text().equals("inner_nodes")
        && call.arguments().size() == 1) {
      return path(call.arguments().get(0).value()).map(path -> new Steps(path, true));
    }
    return path(expression).map(path -> new Steps(path, false));
  }

  private Optional<Environment.Path> path(Expression expression) {
    return expression instanceof Expression.Name name
            && binder.environment().find(name.text()).orElse(null) instanceof Environment.Path path
        ? Optional.of(path)
        : Optional.empty();
  }

  /** The columns of each edge, or of each inner node with the node itself behind them. */
  private static List<@Nullable Object[]> rows(@Nullable Object at, boolean nodes, int width) {
    var rows = new ArrayList<@Nullable Object[]>();
    if (at instanceof Graph.Path path) {
      for (Graph.Element element : nodes ? path.inner() : path.edges()) {
        @Nullable Object[] row = new Object[width + 1];
        for (int i = 0; i < width; i++) {
          row[i] = element.column(i);
        }
        row[width] = element;
        rows.add(row);
      }
    }
    return rows;
  }
}
