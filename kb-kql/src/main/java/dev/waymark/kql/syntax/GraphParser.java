package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Assignment;
import dev.waymark.kql.syntax.Expression.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operators that make, walk and take apart graphs. */
final class GraphParser {
  private static final String PATTERN_HINT =
      "Write a pattern as (a)-[edge]->(b) or (a)-[path*1..3]->(b)";

  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final OperatorParser operators;

  GraphParser(TokenCursor cursor, ExpressionParser expressions, OperatorParser operators) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.operators = operators;
  }

  Operator makeGraph(int start) {
    operators.hints();
    Name source = expressions.name("the column of an edge's source");
    cursor.expect("-", "Write make-graph Source --> Target");
    cursor.expect("-", "Write make-graph Source --> Target");
    cursor.skip(">");
    Name target = expressions.name("the column of an edge's target");
    List<Operator.Option> options = operators.options();
    var nodes = new ArrayList<Operator.Nodes>();
    if (cursor.skip("with")) {
      do {
        nodes.add(nodes());
      } while (cursor.skip(","));
    }
    Optional<Operator.Part> part = atPartition() ? Optional.of(part()) : Optional.empty();
    return new Operator.MakeGraph(cursor.spanFrom(start), source, target, options, nodes, part);
  }

  private Operator.Nodes nodes() {
    Expression table = expressions.expression();
    cursor.expect("on", "Write with Nodes on Id");
    return new Operator.Nodes(table, expressions.name("the column of a node's id"));
  }

  private boolean atPartition() {
    return cursor.isAt("partitioned") && cursor.peek(1).is("-") && cursor.peek(2).is("by");
  }

  private Operator.Part part() {
    cursor.next();
    cursor.next();
    cursor.next();
    Name by = expressions.name("a column");
    int open = cursor.start();
    cursor.expect("(", "Write partitioned-by column ( operators )");
    Expression.Pipe body = operators.steps(open);
    cursor.expect(")", "Close ( … )");
    return new Operator.Part(by, body);
  }

  Operator match(int start) {
    List<Operator.Option> options = operators.options();
    List<GraphPattern> patterns = patterns();
    Optional<Expression> condition = condition();
    List<Assignment> columns = columns();
    return new Operator.GraphMatch(cursor.spanFrom(start), options, patterns, condition, columns);
  }

  Operator shortestPaths(int start) {
    List<Operator.Option> options = operators.options();
    List<GraphPattern> patterns = patterns();
    Optional<Expression> condition = condition();
    List<Assignment> columns = columns();
    return new Operator.GraphShortestPaths(
        cursor.spanFrom(start), options, patterns, condition, columns);
  }

  private Optional<Expression> condition() {
    return cursor.skip("where") ? Optional.of(expressions.expression()) : Optional.empty();
  }

  private List<Assignment> columns() {
    return cursor.skip("project") ? expressions.assignments() : List.of();
  }

  Operator markComponents(int start) {
    return new Operator.GraphMarkComponents(cursor.spanFrom(start), operators.options());
  }

  Operator toTable(int start) {
    var outputs = new ArrayList<Operator.GraphOutput>();
    do {
      int from = cursor.start();
      if (!cursor.isAt("nodes") && !cursor.isAt("edges")) {
        cursor.expected("`nodes` or `edges`", "Write graph-to-table nodes, or edges");
        cursor.skipToFollower();
        break;
      }
      boolean ofNodes = cursor.next().is("nodes");
      Optional<Name> as =
          cursor.skip("as") ? Optional.of(expressions.name("a name")) : Optional.empty();
      List<Operator.Option> options = operators.options();
      outputs.add(new Operator.GraphOutput(cursor.spanFrom(from), ofNodes, as, options));
    } while (cursor.skip(","));
    return new Operator.GraphToTable(cursor.spanFrom(start), outputs);
  }

  private List<GraphPattern> patterns() {
    var patterns = new ArrayList<GraphPattern>();
    do {
      patterns.add(pattern());
    } while (cursor.skip(","));
    return patterns;
  }

  private GraphPattern pattern() {
    int start = cursor.start();
    var nodes = new ArrayList<GraphPattern.Node>();
    var edges = new ArrayList<GraphPattern.Edge>();
    nodes.add(node());
    while (cursor.isAt("-") || cursor.isAt("<")) {
      edges.add(edge());
      nodes.add(node());
    }
    return new GraphPattern(cursor.spanFrom(start), nodes, edges);
  }

  private GraphPattern.Node node() {
    int start = cursor.start();
    cursor.expect("(", PATTERN_HINT);
    Optional<Name> name =
        expressions.atName() ? Optional.of(expressions.name("a node's name")) : Optional.empty();
    cursor.expect(")", PATTERN_HINT);
    return new GraphPattern.Node(cursor.spanFrom(start), name);
  }

  private GraphPattern.Edge edge() {
    int start = cursor.start();
    boolean backward = cursor.skip("<");
    cursor.expect("-", PATTERN_HINT);
    Optional<Name> name = Optional.empty();
    Optional<GraphPattern.Length> length = Optional.empty();
    if (cursor.skip("[")) {
      if (cursor.peek().kind() == TokenKind.WORD) {
        name = Optional.of(expressions.name("an edge's name"));
      }
      if (cursor.skip("*")) {
        length = Optional.of(length());
      }
      cursor.expect("]", PATTERN_HINT);
    }
    cursor.expect("-", PATTERN_HINT);
    boolean forward = !backward && cursor.skip(">");
    GraphPattern.Direction direction =
        backward
            ? GraphPattern.Direction.BACKWARD
            : forward ? GraphPattern.Direction.FORWARD : GraphPattern.Direction.EITHER;
    return new GraphPattern.Edge(cursor.spanFrom(start), name, direction, length);
  }

  private GraphPattern.Length length() {
    Expression least = expressions.expression();
    cursor.expect("..", "Write how many edges a path has, as in *1..3");
    return new GraphPattern.Length(least, expressions.expression());
  }
}
