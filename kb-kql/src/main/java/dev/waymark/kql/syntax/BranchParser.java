package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Name;
import java.util.ArrayList;
import java.util.List;

/** Operators with operators inside of them: {@code partition}, {@code facet}, {@code fork}. */
final class BranchParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final NameParser nameParser;
  private final OptionParser optionParser;
  private final OperatorParser operators;

  BranchParser(
      TokenCursor cursor,
      ExpressionParser expressions,
      NameParser nameParser,
      OptionParser optionParser,
      OperatorParser operators) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.nameParser = nameParser;
    this.optionParser = optionParser;
    this.operators = operators;
  }

  Operator partition(int start) {
    List<Operator.Option> options = optionParser.options();
    cursor.expect("by", "Write partition by column ( operators ).");
    Expression by = partitionKey();
    options = OptionParser.append(options, optionParser.options());
    if (cursor.skip("in")) {
      expressions.expression();
    }
    int open = cursor.start();
    if (cursor.skip("{")) {
      Expression body = expressions.pipe();
      cursor.expect("}", "Close { … }.");
      return new Operator.Partition(cursor.spanFrom(start), options, by, body);
    }
    cursor.expect("(", "Write partition by column ( operators ).");
    Expression body = operatorFollows() ? operators.steps(open) : expressions.pipe();
    cursor.expect(")", "Close ( … ).");
    return new Operator.Partition(cursor.spanFrom(start), options, by, body);
  }

  /** A column alone: parentheses behind it aren't a call's. */
  private Expression partitionKey() {
    Name name = nameParser.name("a column");
    Expression key = name;
    while (cursor.skip(".")) {
      Name member = nameParser.name("a member's name");
      key = new Expression.Member(cursor.spanFrom(name.span().start()), key, member);
    }
    return key;
  }

  private boolean operatorFollows() {
    Token token = cursor.peek();
    return token.kind() == TokenKind.WORD
        && OperatorNames.ALL.contains(token.text())
        && !cursor.peek(1).is("|");
  }

  Operator facet(int start) {
    cursor.expect("by", "Write facet by column.");
    List<Expression> columns = expressions.expressions();
    List<Operator> with = List.of();
    if (cursor.skip("with")) {
      if (cursor.isAt("(")) {
        int open = cursor.start();
        cursor.next();
        with = operators.steps(open).operators();
        cursor.expect(")", "Close with ( … ).");
      } else {
        with = List.of(operators.operator());
      }
    }
    return new Operator.Facet(cursor.spanFrom(start), columns, with);
  }

  Operator fork(int start) {
    var branches = new ArrayList<Expression>();
    while (cursor.isAt("(") || cursor.peek(1).is("=")) {
      if (!cursor.isAt("(")) {
        cursor.next();
        cursor.next();
      }
      int open = cursor.start();
      cursor.expect("(", "A branch of fork stands in parentheses.");
      branches.add(operators.steps(open));
      cursor.expect(")", "Close the branch.");
    }
    if (branches.isEmpty()) {
      cursor.expected("`(`", "Write fork (operators) (operators).");
    }
    return new Operator.Fork(cursor.spanFrom(start), branches);
  }
}
