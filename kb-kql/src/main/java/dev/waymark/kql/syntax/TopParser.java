package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Assignment;
import java.util.ArrayList;
import java.util.Optional;

/** Operators that keep the most frequent: {@code top-nested}, {@code top-hitters}. */
final class TopParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final OperandParser operandParser;

  TopParser(TokenCursor cursor, ExpressionParser expressions, OperandParser operandParser) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.operandParser = operandParser;
  }

  Operator topNested(int start) {
    var levels = new ArrayList<Operator.Level>();
    do {
      cursor.skip("top-nested");
      Optional<Expression> count =
          cursor.isAt("of") ? Optional.empty() : Optional.of(expressions.expression());
      cursor.expect("of", "Write top-nested 3 of column by aggregate.");
      Assignment of = expressions.assignment();
      Optional<Expression> others = Optional.empty();
      if (cursor.skip("with")) {
        cursor.expect("others", "Write `with others = \"name\"`.");
        cursor.expect("=", "Write `with others = \"name\"`.");
        others = Optional.of(expressions.expression());
      }
      cursor.expect("by", "Write top-nested 3 of column by aggregate.");
      Assignment by = expressions.assignment();
      levels.add(new Operator.Level(count, of, others, by, operandParser.direction()));
    } while (cursor.skip(","));
    return new Operator.TopNested(cursor.spanFrom(start), levels);
  }

  Operator topHitters(int start) {
    Expression count = expressions.expression();
    cursor.expect("of", "Write top-hitters 3 of column.");
    Expression of = expressions.expression();
    Optional<Expression> by =
        cursor.skip("by") ? Optional.of(expressions.expression()) : Optional.empty();
    return new Operator.TopHitters(cursor.spanFrom(start), count, of, by);
  }
}
