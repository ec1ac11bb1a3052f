package dev.waymark.kql.bind;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes and the edges between them, from {@code make-graph} until they're rows again. */
public final class Graph {
  private final ColumnType idType;
  private final Relation nodeRows;
  private final Relation edgeRows;
  private final List<Node> nodes;
  private final List<Edge> edges;

  private Graph(
      ColumnType idType, Relation nodeRows, Relation edgeRows, List<Node> nodes, List<Edge> edges) {
    this.idType = idType;
    this.nodeRows = nodeRows;
    this.edgeRows = edgeRows;
    this.nodes = nodes;
    this.edges = edges;
  }

  /** What has columns in a graph. */
  public sealed interface Element {
    @Nullable Object column(int index);
  }

  /** A node with the edges that end and begin there. */
  public static final class Node implements Element {
    private final Object id;
    private final @Nullable Object[] columns;
    private final List<Edge> incoming = new ArrayList<>();
    private final List<Edge> outgoing = new ArrayList<>();

    private Node(Object id, @Nullable Object[] columns) {
      this.id = id;
      this.columns = columns;
    }

    public Object id() {
      return id;
    }

    public List<Edge> incoming() {
      return incoming;
    }

    public List<Edge> outgoing() {
      return outgoing;
    }

    @Override
    public @Nullable Object column(int index) {
      return columns[index];
    }
  }

  public static final class Edge implements Element {
    private final Node source;
    private final Node target;
    private final @Nullable Object[] columns;

    private Edge(Node source, Node target, @Nullable Object[] columns) {
      this.source = source;
      this.target = target;
      this.columns = columns;
    }

    public Node source() {
      return source;
    }

    public Node target() {
      return target;
    }

    @Override
    public @Nullable Object column(int index) {
      return columns[index];
    }
  }

  /** Edges one after the other, with the nodes between them. */
  public record Path(List<Edge> edges, List<Node> inner) {
    public Path {
      edges = List.copyOf(edges);
      inner = List.copyOf(inner);
    }
  }

  /**
   * A graph of rows.
   *
   * @param ids what edges know the nodes by, in the order of their rows
   * @param sources for each edge the place of the node that it begins at
   * @param targets for each edge the place of the node that it ends at
   */
  public static Graph of(
      ColumnType idType,
      Relation nodeRows,
      List<Object> ids,
      Relation edgeRows,
      int[] sources,
      int[] targets) {
    var nodes = new ArrayList<Node>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      nodes.add(new Node(ids.get(i), nodeRows.rows().get(i)));
    }
    var edges = new ArrayList<Edge>(sources.length);
    for (int i = 0; i < sources.length; i++) {
      Node source = nodes.get(sources[i]);
      Node target = nodes.get(targets[i]);
      var edge = new Edge(source, target, edgeRows.rows().get(i));
      source.outgoing.add(edge);
      target.incoming.add(edge);
      edges.add(edge);
    }
    return new Graph(idType, nodeRows, edgeRows, nodes, edges);
  }

  /** The same graph, whose nodes have another column. */
  public Graph withColumn(Column column, List<@Nullable Object> values) {
    var places = new IdentityHashMap<Node, Integer>();
    var rows = new ArrayList<@Nullable Object[]>(nodes.size());
    var ids = new ArrayList<Object>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      places.put(node, i);
      @Nullable Object[] row = Arrays.copyOf(node.columns, node.columns.length + 1);
      row[node.columns.length] = values.get(i);
      rows.add(row);
      ids.add(node.id);
    }
    var columns = new ArrayList<>(nodeRows.columns());
    columns.add(column);
    int[] sources = edges.stream().mapToInt(edge -> place(places, edge.source)).toArray();
    int[] targets = edges.stream().mapToInt(edge -> place(places, edge.target)).toArray();
    return of(idType, nodeRows.with(columns, rows), ids, edgeRows, sources, targets);
  }

  private static int place(IdentityHashMap<Node, Integer> places, Node node) {
    return places.getOrDefault(node, 0);
  }

  /** The type of what edges know nodes by. */
  public ColumnType idType() {
    return idType;
  }

  /** The nodes' columns, a row a node. */
  public Relation nodeRows() {
    return nodeRows;
  }

  /** The edges' columns, a row an edge. */
  public Relation edgeRows() {
    return edgeRows;
  }

  public List<Node> nodes() {
    return nodes;
  }

  public List<Edge> edges() {
    return edges;
  }
}
