package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What operators work on: columns by pattern, orders, tables, the columns that join. */
final class OperandParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final NameParser nameParser;

  OperandParser(TokenCursor cursor, ExpressionParser expressions, NameParser nameParser) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.nameParser = nameParser;
  }

  List<Expression> patterns() {
    var patterns = new ArrayList<Expression>();
    do {
      patterns.add(pattern());
    } while (cursor.skip(","));
    return patterns;
  }

  Expression pattern() {
    Token token = cursor.peek();
    boolean starred =
        token.is("*")
            || (token.kind() == TokenKind.WORD && cursor.peek(1).is("*") && cursor.touchesNext());
    return starred ? nameParser.wildcard() : expressions.expression();
  }

  List<Operator.Order> orders() {
    var orders = new ArrayList<Operator.Order>();
    do {
      orders.add(order());
    } while (cursor.skip(","));
    return orders;
  }

  Operator.Order order() {
    Assignment value = expressions.assignment();
    boolean ascending = direction();
    Optional<Boolean> nullsFirst = Optional.empty();
    if (cursor.skip("nulls")) {
      if (!cursor.isAt("first") && !cursor.isAt("last")) {
        cursor.expected("`first` or `last`", "Write nulls first or nulls last.");
      } else {
        nullsFirst = Optional.of(cursor.next().is("first"));
      }
    }
    return new Operator.Order(value.value(), ascending, nullsFirst);
  }

  boolean direction() {
    if (cursor.skip("asc")) {
      return true;
    }
    cursor.skip("desc");
    return false;
  }

  /** A table without operators of its own: a name, a call, or anything in parentheses. */
  Expression table() {
    Token token = cursor.peek();
    if (token.kind() == TokenKind.WORD && cursor.peek(1).is("*") && cursor.touchesNext()) {
      return nameParser.wildcard();
    }
    return expressions.expression();
  }

  List<Expression> tables() {
    var tables = new ArrayList<Expression>();
    do {
      tables.add(table());
    } while (cursor.skip(","));
    return tables;
  }

  List<Expression> on() {
    cursor.expect("on", "Name the columns that join: on Id, or on $left.a == $right.b.");
    return expressions.expressions();
  }
}
