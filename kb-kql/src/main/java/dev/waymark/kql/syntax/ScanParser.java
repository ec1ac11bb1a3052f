package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Assignment;
import dev.waymark.kql.syntax.Expression.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operator {@code scan}. */
final class ScanParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final NameParser nameParser;
  private final OptionParser optionParser;
  private final OperandParser operandParser;

  ScanParser(
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

  Operator scan(int start) {
    List<Operator.Option> options = new ArrayList<>(optionParser.options());
    if (cursor.isAt("order") || cursor.isAt("partition")) {
      cursor.next();
      cursor.expect("by", "Write partition by column.");
      operandParser.orders();
    }
    var declarations = new ArrayList<Expression.Parameter>();
    if (cursor.skip("declare")) {
      cursor.expect("(", "Write declare (name: type = value).");
      while (!cursor.isAt(")") && !cursor.isAtEnd()) {
        Name name = nameParser.name("a name");
        Optional<Name> type = cursor.skip(":") ? Optional.of(nameParser.type()) : Optional.empty();
        Optional<Expression> value =
            cursor.skip("=") ? Optional.of(expressions.expression()) : Optional.empty();
        declarations.add(new Expression.Parameter(name, type, Optional.empty(), value));
        if (!cursor.skip(",")) {
          break;
        }
      }
      cursor.expect(")", "Close declare ( … ).");
    }
    cursor.expect("with", "Write scan with (step s: condition => x = 1;).");
    cursor.expect("(", "Write scan with (step s: condition => x = 1;).");
    var steps = new ArrayList<Operator.Step>();
    while (cursor.isAt("step")) {
      steps.add(step());
    }
    cursor.expect(")", "Close with ( … ).");
    return new Operator.Scan(cursor.spanFrom(start), options, declarations, steps);
  }

  private Operator.Step step() {
    cursor.next();
    Name name = nameParser.name("a step's name");
    cursor.skip("optional");
    Optional<String> output = Optional.empty();
    if (cursor.skip("output")) {
      cursor.expect("=", "Write output=all, last or none.");
      output = Optional.of(cursor.next().text());
    }
    cursor.expect(":", "The step's condition stands behind a colon.");
    Expression condition = expressions.expression();
    List<Assignment> values = cursor.skip("=>") ? expressions.assignments() : List.of();
    cursor.expect(";", "A step ends with a semicolon.");
    return new Operator.Step(name, output, condition, values);
  }
}
