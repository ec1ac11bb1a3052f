package dev.waymark.kql.syntax;

/** How a stretch of a query is shown. */
public enum HighlightKind {
  KEYWORD,
  OPERATOR,
  FUNCTION,
  STRING,
  NUMBER,
  COMMENT,
  IDENTIFIER,
  PUNCTUATION,
  /** White space. */
  PLAIN,
  /** What no token can be. */
  INVALID
}
