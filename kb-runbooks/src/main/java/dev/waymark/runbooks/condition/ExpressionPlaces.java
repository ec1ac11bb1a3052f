package dev.waymark.runbooks.condition;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;

/**
 * Where the nodes of an expression stand in its text. CEL knows one point of each node, counted in
 * code points: the operator, the dot, the bracket. An author is shown the whole of it.
 */
final class ExpressionPlaces {
  private final ParsedExpression expression;
  private final String text;

  ExpressionPlaces(ParsedExpression expression) {
    this.expression = expression;
    this.text = expression.text();
  }

  /** From offset, to offset. */
  record Place(int from, int to) {
    Place with(Place other) {
      return new Place(Math.min(from, other.from), Math.max(to, other.to));
    }
  }

  /** The text of a node and all that it is made of. */
  Place of(CelExpr node) {
    Place place = own(node);
    for (CelExpr child : expression.children(node)) {
      place = place.with(of(child));
    }
    int open = point(node);
    boolean opens = open < text.length() && "([{".indexOf(text.charAt(open)) >= 0;
    return opens && isInBrackets(node) ? place.with(new Place(open, closing(open))) : place;
  }

  private static boolean isInBrackets(CelExpr node) {
    return node.getKind() == Kind.CALL || node.getKind() == Kind.LIST || node.getKind() == Kind.MAP;
  }

  /** The name behind a dot. */
  Place field(CelExpr select) {
    int from = point(select) + 1;
    while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    return new Place(from, tokenEnd(text, from));
  }

  /** The name of a called function, or the identifier. */
  Place name(CelExpr node) {
    int point = point(node);
    if (node.getKind() == Kind.CALL && point < text.length() && text.charAt(point) == '(') {
      int from = point;
      while (from > 0 && Character.isJavaIdentifierPart(text.charAt(from - 1))) {
        from--;
      }
      return new Place(from, point);
    }
    return new Place(point, tokenEnd(text, point));
  }

  /** Where CEL points for an issue. */
  static Place of(CelIssue issue, CelSource source, String text) {
    int codePoint = source.getLocationOffset(issue.getSourceLocation()).orElse(0);
    int from = toOffset(text, codePoint);
    return new Place(from, tokenEnd(text, from));
  }

  private Place own(CelExpr node) {
    int point = point(node);
    return switch (node.getKind()) {
      case SELECT -> new Place(point, field(node).to());
      case CALL -> name(node);
      default -> new Place(point, tokenEnd(text, point));
    };
  }

  private int point(CelExpr node) {
    Integer codePoint = expression.tree().getSource().getPositionsMap().get(node.id());
    return codePoint == null ? 0 : toOffset(text, codePoint);
  }

  private static int toOffset(String text, int codePoint) {
    return text.offsetByCodePoints(0, Math.min(codePoint, text.codePointCount(0, text.length())));
  }

  private int closing(int open) {
    int depth = 0;
    int at = open;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        at = tokenEnd(text, at);
        continue;
      }
      depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
      at++;
      if (depth == 0) {
        return at;
      }
    }
    return text.length();
  }

  private static int tokenEnd(String text, int from) {
    if (from >= text.length()) {
      return text.length();
    }
    char first = text.charAt(from);
    int end = from + 1;
    if (first == '"' || first == '\'' || first == '`') {
      while (end < text.length() && text.charAt(end) != first) {
        end += text.charAt(end) == '\\' ? 2 : 1;
      }
      return Math.min(end + 1, text.length());
    }
    if (Character.isJavaIdentifierPart(first)) {
      while (end < text.length()
          && (Character.isJavaIdentifierPart(text.charAt(end))
              || (Character.isDigit(first) && text.charAt(end) == '.'))) {
        end++;
      }
      return end;
    }
    String operator = text.substring(from, Math.min(from + 2, text.length()));
    return operator.equals("==")
            || operator.equals("!=")
            || operator.equals("<=")
            || operator.equals(">=")
            || operator.equals("&&")
            || operator.equals("||")
        ? from + 2
        : from + Character.charCount(text.codePointAt(from));
  }
}
