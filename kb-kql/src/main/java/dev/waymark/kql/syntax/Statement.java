package dev.waymark.kql.syntax;

import dev.waymark.model.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/** A part of a query between semicolons. */
public sealed interface Statement {
  SourceSpan span();

  record Let(SourceSpan span, Expression.Name name, Expression value) implements Statement {}

  /** {@code set notruncation} and the like. */
  record SetOption(SourceSpan span, String option, Optional<Expression> value)
      implements Statement {}

  /** {@code declare query_parameters(...)}. */
  record QueryParameters(SourceSpan span, List<Expression.Parameter> parameters)
      implements Statement {
    public QueryParameters {
      parameters = List.copyOf(parameters);
    }
  }

  /** A statement that is known but means nothing here, such as {@code alias database}. */
  record Other(SourceSpan span, String what) implements Statement {}

  /** What returns rows. */
  record Result(SourceSpan span, Expression expression) implements Statement {}
}
