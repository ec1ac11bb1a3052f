package dev.waymark.runbooks.condition;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;

/** An issue of an expression by itself: its place counts from the expression's start. */
record ExpressionFault(ConditionIssue code, int from, int to, String message, String hint) {
  Issue in(SourceFile file, Excerpt excerpt) {
    return new Issue(code, file, excerpt.span(from, to), message, hint);
  }

  boolean overlaps(ExpressionFault other) {
    return from < other.to && other.from < to;
  }
}
