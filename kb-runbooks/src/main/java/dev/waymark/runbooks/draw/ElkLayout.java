package dev.waymark.runbooks.draw;

import static java.util.Objects.requireNonNull;

import dev.waymark.runbooks.draw.Layout.Box;
import dev.waymark.runbooks.draw.Layout.Point;
import dev.waymark.runbooks.draw.Layout.Route;
import dev.waymark.runbooks.draw.Layout.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Lays a graph out in layers; the same graph always comes out the same. */
final class ElkLayout {

  /** Up to this many lines the narrower placement takes no more than a blink. */
  private static final int MOST_PLACED_WELL = 120;

  static {
    // Tells ELK how to copy its options' values.
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  private ElkLayout() {}

  /**
   * @param shapes of the graph's nodes, and of the other entries that lines lead to
   * @param labels one for each line
   */
  static Layout of(
      TreeGraph graph, Map<String, NodeShape> shapes, List<Line> lines, List<EdgeLabel> labels) {
    ElkNode canvas = ElkGraphUtil.createGraph();
    configure(canvas, lines.size());
    Map<String, ElkNode> placed = new LinkedHashMap<>();
    shapes.forEach(
        (id, shape) -> {
          ElkNode node = ElkGraphUtil.createNode(canvas);
          node.setDimensions(shape.size().width(), shape.size().height());
          placed.put(id, node);
        });
    graph.nodes().stream()
        .filter(TreeGraph.Vertex::isEnd)
        .forEach(
            end ->
                requireNonNull(placed.get(end.id()))
                    .setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.LAST));
    List<ElkEdge> routed = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      ElkNode from = requireNonNull(placed.get(lines.get(i).from()));
      ElkNode to = requireNonNull(placed.get(lines.get(i).to()));
      ElkEdge edge = ElkGraphUtil.createSimpleEdge(from, to);
      if (labels.get(i).isEmpty()) {
        edge.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, 100);
      } else {
        label(edge, labels.get(i).size());
      }
      routed.add(edge);
    }
    new LayeredLayoutProvider().layout(canvas, new NullElkProgressMonitor());
    Map<String, Box> boxes = new LinkedHashMap<>();
    placed.forEach((id, node) -> boxes.put(id, box(node)));
    return new Layout(
        canvas.getWidth(),
        canvas.getHeight(),
        boxes,
        routed.stream().map(ElkLayout::route).toList());
  }

  private static void configure(ElkNode canvas, int lines) {
    canvas.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
    canvas.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    canvas.setProperty(LayeredOptions.PADDING, new ElkPadding(16));
    canvas.setProperty(LayeredOptions.SEPARATE_CONNECTED_COMPONENTS, false);
    canvas.setProperty(LayeredOptions.RANDOM_SEED, 1);
    canvas.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.PREFER_EDGES);
    canvas.setProperty(
        LayeredOptions.NODE_PLACEMENT_STRATEGY,
        lines <= MOST_PLACED_WELL
            ? NodePlacementStrategy.NETWORK_SIMPLEX
            : NodePlacementStrategy.BRANDES_KOEPF);
    canvas.setProperty(LayeredOptions.NODE_PLACEMENT_FAVOR_STRAIGHT_EDGES, true);
    canvas.setProperty(LayeredOptions.SPACING_NODE_NODE, 28.0);
    canvas.setProperty(LayeredOptions.SPACING_EDGE_NODE, 16.0);
    canvas.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 10.0);
    canvas.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 22.0);
    canvas.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 12.0);
    canvas.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 10.0);
  }

  private static void label(ElkEdge edge, Size size) {
    ElkLabel label = ElkGraphUtil.createLabel("label", edge);
    label.setDimensions(size.width(), size.height());
    label.setProperty(LayeredOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
    label.setProperty(LayeredOptions.EDGE_LABELS_INLINE, true);
  }

  private static Box box(ElkNode node) {
    return new Box(node.getX(), node.getY(), node.getWidth(), node.getHeight());
  }

  private static Route route(ElkEdge edge) {
    List<Point> points = new ArrayList<>();
    ElkEdgeSection section = edge.getSections().get(0);
    points.add(new Point(section.getStartX(), section.getStartY()));
    section.getBendPoints().forEach(bend -> points.add(new Point(bend.getX(), bend.getY())));
    points.add(new Point(section.getEndX(), section.getEndY()));
    Box label =
        edge.getLabels().stream()
            .findFirst()
            .map(l -> new Box(l.getX(), l.getY(), l.getWidth(), l.getHeight()))
            .orElse(new Box(0, 0, 0, 0));
    return new Route(points, label);
  }
}
