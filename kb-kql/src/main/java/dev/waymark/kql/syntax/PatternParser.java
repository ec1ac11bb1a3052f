package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Declaration;
import dev.waymark.kql.syntax.Expression.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operators that take texts apart: {@code parse}, {@code parse-where}, {@code parse-kv}. */
final class PatternParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final NameParser nameParser;
  private final OptionParser optionParser;

  PatternParser(
      TokenCursor cursor,
      ExpressionParser expressions,
      NameParser nameParser,
      OptionParser optionParser) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.nameParser = nameParser;
    this.optionParser = optionParser;
  }

  Operator parse(int start, boolean filters) {
    List<Operator.Option> options = optionParser.options();
    Expression value = expressions.expression();
    cursor.expect("with", "Write `parse column with \"text\" Name …`.");
    var parts = new ArrayList<Operator.ParsePart>();
    while (cursor.isAt("*") || cursor.peek().kind() == TokenKind.STRING || nameParser.atName()) {
      parts.add(parsePart());
    }
    if (parts.isEmpty()) {
      cursor.expected("a pattern", "Write `parse column with \"text\" Name …`.");
    }
    return new Operator.Parse(cursor.spanFrom(start), options, value, parts, filters);
  }

  private Operator.ParsePart parsePart() {
    Token token = cursor.peek();
    if (cursor.skip("*")) {
      return new Operator.ParsePart(TokenCursor.span(token), Optional.empty(), Optional.empty());
    }
    if (token.kind() == TokenKind.STRING) {
      cursor.next();
      return new Operator.ParsePart(
          TokenCursor.span(token),
          Optional.of(LiteralReader.string(token.text())),
          Optional.empty());
    }
    Name name = nameParser.name("a column's name");
    Optional<Name> type = cursor.skip(":") ? Optional.of(nameParser.type()) : Optional.empty();
    return new Operator.ParsePart(
        cursor.spanFrom(token.start()), Optional.empty(), Optional.of(new Declaration(name, type)));
  }

  Operator parseKv(int start) {
    Expression value = expressions.expression();
    cursor.expect("as", "Write parse-kv column as (name: type, …).");
    List<Declaration> columns = nameParser.declarations();
    List<Operator.Option> options = cursor.skip("with") ? optionParser.properties() : List.of();
    return new Operator.ParseKv(cursor.spanFrom(start), value, columns, options);
  }
}
