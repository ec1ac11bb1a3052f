package dev.waymark.kql.syntax;

/** How deep a query may be nested, and how many operators it may have in chains. */
final class NestingLimit {
  private static final int MAX_DEPTH = 150;

  /** Each link of a chain such as {@code a or b or c} makes the tree one node deeper. */
  private static final int MAX_LINKS = 1_000;

  private final TokenCursor cursor;
  private int links;
  private int depth;

  NestingLimit(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Adds a link to a chain; false, with an issue, if a query has too many. */
  boolean linked() {
    if (links == MAX_LINKS) {
      cursor.issue(
          QueryIssue.TOO_LARGE,
          cursor.here(),
          "The query has more than %,d operators in chains".formatted(MAX_LINKS),
          "Compare with a list, such as `x in (…)`, or name parts with let.");
      return false;
    }
    links++;
    return true;
  }

  /** Goes one level down; false, with an issue, if a query is nested too deeply. */
  boolean deeper() {
    if (depth >= MAX_DEPTH) {
      cursor.issue(
          QueryIssue.TOO_LARGE,
          cursor.here(),
          "The query is nested more than " + MAX_DEPTH + " levels deep",
          "Name the inner parts with let.");
      return false;
    }
    depth++;
    return true;
  }

  /** Comes back from one level down. */
  void shallower() {
    depth--;
  }
}
