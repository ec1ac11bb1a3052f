package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Name;
import java.util.ArrayList;
import java.util.List;

/** The options of operators: hints, {@code name=value} pairs, and properties in parentheses. */
final class OptionParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final NameParser nameParser;

  OptionParser(TokenCursor cursor, ExpressionParser expressions, NameParser nameParser) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.nameParser = nameParser;
  }

  /** {@code name=value} pairs, whose names may have dots. */
  List<Operator.Option> options() {
    var options = new ArrayList<Operator.Option>();
    while (cursor.peek().kind() == TokenKind.WORD) {
      int width = 1;
      while (cursor.peek(width).is(".") && cursor.peek(width + 1).kind() == TokenKind.WORD) {
        width += 2;
      }
      if (!cursor.peek(width).is("=")) {
        break;
      }
      options.add(option(width));
      if (cursor.isAt(",") && isOption(1)) {
        cursor.next();
      }
    }
    return options;
  }

  /** {@code name=value} pairs with commas between them. */
  List<Operator.Option> settings() {
    var settings = new ArrayList<Operator.Option>();
    do {
      if (cursor.peek().kind() != TokenKind.WORD || !cursor.peek(1).is("=")) {
        cursor.expected("a setting", "Write `with threshold=0.2, characters=\"-_\"`.");
        break;
      }
      settings.add(option(1));
    } while (cursor.skip(","));
    return settings;
  }

  private boolean isOption(int ahead) {
    return cursor.peek(ahead).kind() == TokenKind.WORD
        && cursor.peek(ahead + 1).is("=")
        && cursor.peek(ahead).text().startsWith("hint");
  }

  Operator.Option option(int width) {
    int start = cursor.start();
    var name = new StringBuilder();
    for (int i = 0; i < width; i++) {
      name.append(cursor.next().text());
    }
    var span = cursor.spanFrom(start);
    cursor.next();
    return new Operator.Option(new Name(span, name.toString()), optionValue());
  }

  private Expression optionValue() {
    if (cursor.isAt("(")) {
      return expressions.expression();
    }
    Token token = cursor.peek();
    if (token.kind() == TokenKind.WORD) {
      if (cursor.peek(1).is(".")) {
        return expressions.expression();
      }
      cursor.next();
      var words = new StringBuilder(token.text());
      while (cursor.isAt("*") && cursor.touchesPrevious()) {
        words.append(cursor.next().text());
      }
      return new Name(cursor.spanFrom(token.start()), words.toString());
    }
    return cursor.isAt("[") ? nameParser.name("a name") : expressions.expression();
  }

  /** {@code (name=value, …)}. */
  List<Operator.Option> properties() {
    cursor.expect("(", "Properties stand in parentheses: with (title=\"…\").");
    var properties = new ArrayList<Operator.Option>();
    while (!cursor.isAt(")") && !cursor.isAtEnd()) {
      Name name = nameParser.name("a property's name");
      cursor.expect("=", "Give the property a value.");
      properties.add(new Operator.Option(name, expressions.expression()));
      // The value may be a list of columns: ycolumns=a, b
      while (cursor.isAt(",")
          && cursor.peek(1).kind() == TokenKind.WORD
          && !cursor.peek(2).is("=")) {
        cursor.next();
        expressions.expression();
      }
      if (!cursor.skip(",") && !cursor.skip(";")) {
        break;
      }
    }
    cursor.expect(")", "Close the list of properties.");
    return properties;
  }

  /** Options that can't be mistaken for {@code name = aggregate}. */
  List<Operator.Option> hints() {
    var options = new ArrayList<Operator.Option>();
    while (cursor.isAt("hint") && cursor.peek(1).is(".") && cursor.peek(3).is("=")) {
      options.add(option(3));
    }
    return options;
  }

  /** The options of two lists, in their order. */
  static List<Operator.Option> append(List<Operator.Option> first, List<Operator.Option> second) {
    var all = new ArrayList<Operator.Option>(first);
    all.addAll(second);
    return all;
  }
}
