package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Assignment;
import dev.waymark.kql.syntax.Expression.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Operators that make rows of the items of a list: {@code mv-expand}, {@code mv-apply}. */
final class ExpansionParser {
  private static final Set<String> MV_OPTIONS = Set.of("bagexpansion", "kind", "with_itemindex");

  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final NameParser nameParser;
  private final OptionParser optionParser;
  private final OperatorParser operators;

  ExpansionParser(
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

  Operator mvExpand(int start) {
    List<Operator.Option> options = mvOptions();
    List<Operator.Expansion> expansions = expansions();
    Optional<Expression> limit = limit();
    return new Operator.MvExpand(cursor.spanFrom(start), options, expansions, limit);
  }

  Operator mvApply(int start) {
    List<Operator.Option> options = mvOptions();
    List<Operator.Expansion> expansions = expansions();
    Optional<Expression> limit = limit();
    if (cursor.skip("id")) {
      expressions.expression();
    }
    cursor.expect("on", "Write mv-apply x on ( operators ).");
    int open = cursor.start();
    cursor.expect("(", "Write mv-apply x on ( operators ).");
    Expression.Pipe body = operators.steps(open);
    cursor.expect(")", "Close on ( … ).");
    return new Operator.MvApply(cursor.spanFrom(start), options, expansions, limit, body);
  }

  private List<Operator.Expansion> expansions() {
    var expansions = new ArrayList<Operator.Expansion>();
    do {
      Assignment value = expressions.assignment();
      expansions.add(new Operator.Expansion(value, toType()));
    } while (cursor.skip(","));
    return expansions;
  }

  private Optional<Name> toType() {
    if (!cursor.skip("to")) {
      return Optional.empty();
    }
    cursor.expect("typeof", "Write to typeof(long).");
    cursor.expect("(", "Write to typeof(long).");
    Name type = nameParser.type();
    cursor.expect(")", "Close typeof(…).");
    return Optional.of(type);
  }

  private Optional<Expression> limit() {
    return cursor.skip("limit") ? Optional.of(expressions.expression()) : Optional.empty();
  }

  private List<Operator.Option> mvOptions() {
    var options = new ArrayList<>(optionParser.hints());
    while (MV_OPTIONS.contains(cursor.peek().text()) && cursor.peek(1).is("=")) {
      options.add(optionParser.option(1));
    }
    return options;
  }
}
