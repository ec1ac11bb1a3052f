package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Name;
import java.util.ArrayList;
import java.util.List;

/** Operators that look through tables: {@code search}, {@code find}. */
final class SearchParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final NameParser nameParser;
  private final OptionParser optionParser;
  private final OperandParser operandParser;

  SearchParser(
      TokenCursor cursor,
      ExpressionParser expressions,
      NameParser nameParser,
      OptionParser optionParser,
      OperandParser operandParser) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.nameParser = nameParser;
    this.optionParser = optionParser;
    this.operandParser = operandParser;
  }

  Operator search(int start) {
    List<Operator.Option> options = optionParser.options();
    List<Expression> tables = inTables();
    cursor.skip("where");
    Expression predicate = expressions.expression();
    return new Operator.Search(cursor.spanFrom(start), options, tables, predicate);
  }

  private List<Expression> inTables() {
    if (!cursor.skip("in")) {
      return List.of();
    }
    cursor.expect("(", "Write in (Table1, Table2).");
    var tables = new ArrayList<Expression>();
    do {
      tables.add(cursor.isAt("(") ? expressions.expression() : operandParser.table());
    } while (cursor.skip(","));
    cursor.expect(")", "Close in ( … ).");
    return tables;
  }

  Operator find(int start) {
    List<Operator.Option> options = optionParser.options();
    List<Expression> tables = inTables();
    cursor.skip("where");
    Expression predicate = expressions.expression();
    var columns = new ArrayList<Expression>();
    if (cursor.skip("project-smart")) {
      return new Operator.Find(cursor.spanFrom(start), options, tables, predicate, columns);
    }
    if (cursor.skip("project")) {
      do {
        columns.add(findColumn());
      } while (cursor.skip(","));
    }
    if (cursor.skip("project-away")) {
      operandParser.patterns();
    }
    return new Operator.Find(cursor.spanFrom(start), options, tables, predicate, columns);
  }

  private Expression findColumn() {
    if (cursor.isAt("*")) {
      return nameParser.wildcard();
    }
    Name column = nameParser.name("a column's name");
    if (cursor.skip(":")) {
      nameParser.type();
    }
    return column;
  }
}
