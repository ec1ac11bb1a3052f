package dev.waymark.kql.syntax;

import java.util.Locale;

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
  INVALID;

  /** Whether it stands out from the rest of the text. */
  public boolean isColoured() {
    return this != PLAIN && this != IDENTIFIER;
  }

  /** In lower case, as style classes name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
