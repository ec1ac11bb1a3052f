package dev.waymark.kql.syntax;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;

/** A query's text and where it stands. */
public record QueryText(SourceFile file, Excerpt excerpt) {
  public QueryText {
    requireNonNull(file);
    requireNonNull(excerpt);
  }

  /** A text that is its own file. */
  public static QueryText of(String kql) {
    var file = new SourceFile("query.kql", kql);
    return new QueryText(file, Excerpt.of(file, new SourceSpan(0, kql.length())));
  }

  public String text() {
    return excerpt.text();
  }

  /** An issue at a span of the text, told at the place in the file. */
  public Issue issue(QueryIssue code, SourceSpan span, String message, String hint) {
    return new Issue(code, file, excerpt.span(span.start(), span.end()), message, hint);
  }
}
