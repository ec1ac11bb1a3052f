package dev.waymark.kql.syntax;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.source.SourceSpan;
import java.util.List;

/** A whole query as its author wrote it, with the text that its spans point into. */
public record Query(QueryText text, SourceSpan span, List<Statement> statements) {
  public Query {
    requireNonNull(text);
    requireNonNull(span);
    statements = List.copyOf(statements);
  }
}
