package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operator {@code make-series}. */
final class SeriesParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final OptionParser optionParser;

  SeriesParser(TokenCursor cursor, ExpressionParser expressions, OptionParser optionParser) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.optionParser = optionParser;
  }

  Operator makeSeries(int start) {
    List<Operator.Option> options = new ArrayList<>(optionParser.hints());
    if (cursor.isAt("kind") && cursor.peek(1).is("=")) {
      options.add(optionParser.option(1));
    }
    var series = new ArrayList<Operator.Series>();
    do {
      Assignment value = expressions.assignment();
      Optional<Expression> defaultValue = Optional.empty();
      if (cursor.isAt("default") && cursor.peek(1).is("=")) {
        cursor.next();
        cursor.next();
        defaultValue = Optional.of(expressions.expression());
      }
      series.add(new Operator.Series(value, defaultValue));
    } while (cursor.skip(","));
    cursor.expect("on", "Write make-series x = count() on TimeGenerated step 5m.");
    Assignment axis = expressions.assignment();
    Optional<Expression> from = Optional.empty();
    Optional<Expression> to = Optional.empty();
    Expression step = new Expression.Missing(cursor.here());
    boolean ranged = cursor.skip("in");
    if (ranged) {
      cursor.expect("range", "Write in range(from, to, step).");
      cursor.expect("(", "Write in range(from, to, step).");
      from = Optional.of(expressions.expression());
      cursor.expect(",", "Write in range(from, to, step).");
      to = Optional.of(expressions.expression());
      cursor.expect(",", "Write in range(from, to, step).");
      step = expressions.expression();
      cursor.expect(")", "Close range(…).");
    } else {
      if (cursor.skip("from")) {
        from = Optional.of(expressions.expression());
      }
      if (cursor.skip("to")) {
        to = Optional.of(expressions.expression());
      }
      cursor.expect("step", "make-series needs a step, such as step 5m.");
      step = expressions.expression();
    }
    List<Assignment> groups = cursor.skip("by") ? expressions.assignments() : List.of();
    return new Operator.MakeSeries(
        cursor.spanFrom(start), options, series, axis, from, to, step, ranged, groups);
  }
}
