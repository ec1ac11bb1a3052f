package dev.waymark.runbooks.draw;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.runbooks.draw.Layout.Box;
import java.util.Optional;

/**
 * The outline of a node as SVG path data, so that kinds differ by shape and not by colour alone.
 */
final class NodeOutline {

  private static final double ROUND = 8;

  /** How far the corners of cut outlines stand in. */
  static final double CUT = 12;

  private NodeOutline() {}

  static String of(Optional<NodeKind> kind, Box box) {
    return kind.map(k -> of(k, box)).orElseGet(() -> rounded(box, ROUND));
  }

  private static String of(NodeKind kind, Box box) {
    return switch (kind) {
      case QUERY, ACTION -> rounded(box, ROUND);
      case QUESTION -> cut(box, CUT, box.height() / 2);
      case CAUSE, PREVENTION -> rounded(box, Math.min(24, box.height() / 2));
      case ESCALATION -> cut(box, CUT, CUT);
    };
  }

  private static String rounded(Box box, double radius) {
    String arc = "a%1$s %1$s 0 0 1 ".formatted(XmlText.number(radius));
    String across = XmlText.number(box.width() - 2 * radius);
    String down = XmlText.number(box.height() - 2 * radius);
    String r = XmlText.number(radius);
    return "M%s %sh%s".formatted(XmlText.number(box.x() + radius), XmlText.number(box.y()), across)
        + "%s%s %sv%s".formatted(arc, r, r, down)
        + "%s-%s %sh-%s".formatted(arc, r, r, across)
        + "%s-%s -%sv-%s".formatted(arc, r, r, down)
        + "%s%s -%sz".formatted(arc, r, r);
  }

  private static String cut(Box box, double x, double y) {
    String across = XmlText.number(box.width() - 2 * x);
    String down = XmlText.number(box.height() - 2 * y);
    String cutX = XmlText.number(x);
    String cutY = XmlText.number(y);
    return "M%s %sh%s".formatted(XmlText.number(box.x() + x), XmlText.number(box.y()), across)
        + "l%s %sv%s".formatted(cutX, cutY, down)
        + "l-%s %sh-%s".formatted(cutX, cutY, across)
        + "l-%s -%sv-%sz".formatted(cutX, cutY, down);
  }
}
