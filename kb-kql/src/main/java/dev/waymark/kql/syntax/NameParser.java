package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Declaration;
import dev.waymark.kql.syntax.Expression.Name;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names, types, and the lists in which columns are declared. */
final class NameParser {
  private static final Set<String> TYPE_ALIASES =
      Set.of(
          "int32", "int64", "uint", "ulong", "float", "char", "byte", "int8", "uint8", "int16",
          "uint16", "uint32", "uint64", "single");

  private final TokenCursor cursor;

  NameParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  boolean isName(Token token) {
    return token.kind() == TokenKind.WORD && !Keywords.isReserved(token.text());
  }

  static boolean isDeclared(Token token) {
    return token.kind() == TokenKind.WORD && Keywords.isDeclarable(token.text());
  }

  boolean atName() {
    return isName(cursor.peek()) || (cursor.isAt("[") && cursor.peek(1).kind() == TokenKind.STRING);
  }

  /** A name, plain or bracketed. */
  Name name(String what) {
    Token token = cursor.peek();
    if (token.kind() == TokenKind.WORD) {
      cursor.next();
      return new Name(TokenCursor.span(token), token.text());
    }
    if (token.is("[") && cursor.peek(1).kind() == TokenKind.STRING) {
      cursor.next();
      String text = LiteralReader.string(cursor.next().text());
      cursor.expect("]", "Close the bracketed name.");
      return new Name(cursor.spanFrom(token.start()), text);
    }
    cursor.expected(what, "Names begin with a letter or _; write ['any name'] for others.");
    return new Name(cursor.here(), "");
  }

  /** {@code (a: long, b: string)}. */
  List<Declaration> declarations() {
    cursor.expect("(", "Columns are declared as (name: type, …).");
    var list = new ArrayList<Declaration>();
    while (!cursor.isAt(")") && !cursor.isAtEnd()) {
      if (cursor.skip("*")) {
        list.add(new Declaration(new Name(cursor.here(), "*"), Optional.empty()));
      } else {
        Name name = name("a column's name");
        list.add(new Declaration(name, cursor.skip(":") ? Optional.of(type()) : Optional.empty()));
      }
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect(")", "Close the list of columns.");
    return list;
  }

  Name type() {
    Name type = name("a type");
    if (!type.text().isEmpty()
        && ColumnType.ofKustoName(type.text()).isEmpty()
        && !TYPE_ALIASES.contains(type.text())) {
      cursor.issue(
          QueryIssue.SYNTAX,
          type.span(),
          "`" + type.text() + "` isn't a type",
          "Types: bool, datetime, decimal, dynamic, guid, int, long, real, string, timespan.");
    }
    return type;
  }

  /** A pattern for names: parts of names and stars that touch each other. */
  Expression.Wildcard wildcard() {
    int start = cursor.start();
    var pattern = new StringBuilder(cursor.next().text());
    while (cursor.touchesPrevious()
        && (cursor.isAt("*")
            || cursor.peek().kind() == TokenKind.WORD
            || cursor.peek().kind() == TokenKind.LONG)) {
      pattern.append(cursor.next().text());
    }
    return new Expression.Wildcard(cursor.spanFrom(start), pattern.toString());
  }
}
