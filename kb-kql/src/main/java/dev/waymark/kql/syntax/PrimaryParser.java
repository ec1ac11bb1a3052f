package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Assignment;
import dev.waymark.kql.syntax.Expression.Declaration;
import dev.waymark.kql.syntax.Expression.Name;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an expression begins with: a literal, a name, a call, a table that is written out. */
final class PrimaryParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final NameParser nameParser;
  private final OptionParser optionParser;
  private final DynamicParser dynamics;

  PrimaryParser(
      TokenCursor cursor,
      ExpressionParser expressions,
      OptionParser optionParser,
      NestingLimit nesting) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.nameParser = new NameParser(cursor);
    this.optionParser = optionParser;
    this.dynamics = new DynamicParser(cursor, this, nesting);
  }

  Expression primary() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case LONG, REAL, TIMESPAN -> LiteralReader.read(cursor.next());
      case TYPED -> typed(cursor.next());
      case STRING -> strings();
      case WORD -> word(token);
      case SYMBOL -> symbol(token);
      case WHITESPACE, COMMENT, END, UNCLOSED, UNKNOWN -> missing();
    };
  }

  /** A literal in parentheses; {@code datetime()} is the time it is. */
  private static Expression typed(Token token) {
    boolean now = token.text().matches("(datetime|date)\\s*\\(\\s*\\)");
    SourceSpan span = TokenCursor.span(token);
    return now
        ? new Expression.Call(span, new Name(span, "now"), List.of())
        : LiteralReader.read(token);
  }

  /** Strings that stand next to each other are one string. */
  private Expression strings() {
    Expression first = LiteralReader.read(cursor.next());
    if (cursor.peek().kind() != TokenKind.STRING) {
      return first;
    }
    var text = new StringBuilder(String.valueOf(((Expression.Literal) first).value()));
    while (cursor.peek().kind() == TokenKind.STRING) {
      text.append(LiteralReader.string(cursor.next().text()));
    }
    return new Expression.Literal(
        cursor.spanFrom(first.span().start()), ColumnType.STRING, text.toString());
  }

  Expression symbol(Token token) {
    if (token.is("(")) {
      return parenthesised();
    }
    if (token.is("*")) {
      return nameParser.wildcard();
    }
    if (token.is("[")) {
      return bracketed(token);
    }
    if (token.is("{") && cursor.peek(1).kind() == TokenKind.WORD && cursor.peek(2).is("}")) {
      cursor.next();
      String name = cursor.next().text();
      cursor.next();
      return new Expression.Placeholder(cursor.spanFrom(token.start()), name);
    }
    return missing();
  }

  private Expression bracketed(Token token) {
    if (cursor.peek(1).kind() == TokenKind.STRING) {
      Name name = nameParser.name("a name");
      return cursor.isAt("(") ? call(name) : name;
    }
    cursor.next();
    cursor.expected("a quoted name", "Write ['name'] for a name with unusual characters.");
    return new Expression.Missing(TokenCursor.span(token));
  }

  private Expression parenthesised() {
    cursor.next();
    Expression inner = expressions.pipe();
    cursor.expect(")", "Close the parenthesis.");
    return inner;
  }

  void keyword(Token token) {
    cursor.issue(
        QueryIssue.SYNTAX,
        TokenCursor.span(token),
        "`" + token.text() + "` is a keyword",
        "Write ['" + token.text() + "'] where it is a name.");
  }

  private Expression missing() {
    cursor.expected("an expression", "A value, a column or a function call belongs here.");
    return new Expression.Missing(cursor.here());
  }

  private Expression word(Token token) {
    boolean call = cursor.peek(1).is("(");
    switch (token.text()) {
      case "true", "True", "TRUE", "false", "False", "FALSE" -> {
        if (!call) {
          cursor.next();
          return new Expression.Literal(
              TokenCursor.span(token), ColumnType.BOOL, Boolean.valueOf(token.text()));
        }
      }
      case "dynamic" -> {
        if (call) {
          return dynamics.dynamic();
        }
      }
      case "datatable" -> {
        if (call || cursor.peek(1).kind() == TokenKind.WORD) {
          return datatable();
        }
      }
      case "externaldata", "external_data" -> {
        if (call || cursor.peek(1).kind() == TokenKind.WORD) {
          return externalData();
        }
      }
      case "inline_external_table" -> {
        cursor.skipToFollower();
        return new Expression.ExternalData(cursor.spanFrom(token.start()), List.of());
      }
      case "typeof" -> {
        if (call) {
          return typeOf();
        }
      }
      case "materialize", "toscalar", "totable" -> {
        if (cursor.peek(1).is("kind")) {
          cursor.next();
          optionParser.options();
        }
      }
      default -> {
        // A name or a call.
      }
    }
    if (!call && Keywords.isOperator(token.text())) {
      return missing();
    }
    if (!call && Keywords.isReserved(token.text())) {
      keyword(token);
    }
    if (cursor.peek(1).is("*")
        && cursor.touchesNext()
        && !cursor.peek(2).is("(")
        && endsOperand(cursor.peek(2))) {
      return nameParser.wildcard();
    }
    Name name = nameParser.name("a name");
    return cursor.isAt("(") ? call(name) : name;
  }

  /** Whether a token can't be a right operand, so that a star before it belongs to a name. */
  private static boolean endsOperand(Token token) {
    return token.kind() == TokenKind.END
        || token.is(",")
        || token.is("|")
        || token.is(")")
        || token.is(";")
        || token.is("asc")
        || token.is("desc")
        || token.is("granny-asc")
        || token.is("granny-desc");
  }

  Expression.Call call(Name function) {
    cursor.expect("(", "Write the arguments in parentheses.");
    var arguments = new ArrayList<Assignment>();
    while (!cursor.isAt(")") && !cursor.isAtEnd()) {
      arguments.add(argument());
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect(")", "Close the call of " + function.text() + ".");
    return new Expression.Call(cursor.spanFrom(function.span().start()), function, arguments);
  }

  /** An argument of a call, which may be a table with operators. */
  private Assignment argument() {
    List<Name> names = expressions.leadingNames();
    return ExpressionParser.named(names, expressions.pipe());
  }

  /** {@code entity_group [database('a'), database('b')]}, which is read as a call. */
  Expression entityGroup() {
    Name name = nameParser.name("entity_group");
    cursor.expect("[", "Write entity_group [database('a'), database('b')].");
    var members = new ArrayList<Assignment>();
    do {
      members.add(ExpressionParser.named(List.of(), expressions.expression()));
    } while (cursor.skip(","));
    cursor.expect("]", "Close the list of the group.");
    return new Expression.Call(cursor.spanFrom(name.span().start()), name, members);
  }

  private Expression typeOf() {
    int start = cursor.next().start();
    if (cursor.peek(1).kind() == TokenKind.WORD && cursor.peek(2).is(")")) {
      cursor.next();
      Name type = nameParser.type();
      cursor.expect(")", "Close typeof(…).");
      return new Expression.TypeOf(
          cursor.spanFrom(start), List.of(new Declaration(type, Optional.of(type))));
    }
    return new Expression.TypeOf(cursor.spanFrom(start), nameParser.declarations());
  }

  private Expression datatable() {
    int start = cursor.next().start();
    optionParser.options();
    List<Declaration> columns = nameParser.declarations();
    cursor.expect("[", "The values follow in brackets: datatable(a: long)[1, 2].");
    var values = new ArrayList<Expression>();
    while (!cursor.isAt("]") && !cursor.isAtEnd()) {
      values.add(atLeastLong() ? leastLong() : expressions.expression());
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect("]", "Close the list of values, and separate them with commas.");
    return new Expression.Datatable(cursor.spanFrom(start), columns, values);
  }

  /** The least long, of which the digits alone are too many for one. */
  boolean atLeastLong() {
    return cursor.isAt("-") && cursor.peek(1).text().equals("9223372036854775808");
  }

  Expression leastLong() {
    int start = cursor.next().start();
    cursor.next();
    return new Expression.Literal(cursor.spanFrom(start), ColumnType.LONG, Long.MIN_VALUE);
  }

  private Expression externalData() {
    int start = cursor.next().start();
    optionParser.options();
    List<Declaration> columns = nameParser.declarations();
    cursor.expect("[", "The addresses follow in brackets.");
    while (!cursor.isAt("]") && !cursor.isAtEnd()) {
      expressions.expression();
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect("]", "Close the list of addresses.");
    if (cursor.isAt("with")) {
      cursor.next();
      optionParser.properties();
    }
    return new Expression.ExternalData(cursor.spanFrom(start), columns);
  }
}
