package dev.waymark.kql.syntax;

import static java.util.Objects.requireNonNull;

/** A stretch of a query's text with what it is. */
public record Highlight(HighlightKind kind, String text, int start, int end) {
  public Highlight {
    requireNonNull(kind);
    requireNonNull(text);
  }
}
