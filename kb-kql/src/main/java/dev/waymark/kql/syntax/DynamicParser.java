package dev.waymark.kql.syntax;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Literals of JSON, {@code dynamic(…)}. */
final class DynamicParser {
  /** Whether a value inside of the last literal was none. */
  private boolean badJson;

  private final TokenCursor cursor;
  private final PrimaryParser primaries;
  private final NestingLimit nesting;

  DynamicParser(TokenCursor cursor, PrimaryParser primaries, NestingLimit nesting) {
    this.cursor = cursor;
    this.primaries = primaries;
    this.nesting = nesting;
  }

  Expression dynamic() {
    int start = cursor.next().start();
    cursor.next();
    badJson = false;
    Object value = cursor.isAt(")") ? NULL : json();
    cursor.expect(")", "Close dynamic(…); inside stand JSON values.");
    if (badJson) {
      return new Expression.BadLiteral(cursor.spanFrom(start), ColumnType.DYNAMIC, "dynamic(…)");
    }
    return new Expression.Literal(cursor.spanFrom(start), ColumnType.DYNAMIC, value);
  }

  private Object json() {
    if (!nesting.deeper()) {
      return NULL;
    }
    Object value = jsonValue();
    nesting.shallower();
    return value;
  }

  private Object jsonValue() {
    Token token = cursor.peek();
    if (token.is("{") && cursor.peek(1).kind() == TokenKind.WORD && cursor.peek(2).is("}")) {
      primaries.symbol(token);
      return NULL;
    }
    if (token.is("{")) {
      return jsonObject();
    }
    if (token.is("[")) {
      return jsonArray();
    }
    if (token.is("null")) {
      cursor.next();
      return NULL;
    }
    if (token.is("dynamic") && cursor.peek(1).is("(")) {
      return dynamic() instanceof Expression.Literal inner ? inner.value() : NULL;
    }
    if (primaries.atLeastLong()) {
      return ((Expression.Literal) primaries.leastLong()).value();
    }
    boolean negative = token.is("-");
    if (negative) {
      cursor.next();
      if (cursor.peek().kind() != TokenKind.LONG && cursor.peek().kind() != TokenKind.REAL) {
        cursor.expected("a number", "A minus sign stands before a number.");
        cursor.skipToFollower();
        return NULL;
      }
    }
    Object value = literalValue();
    if (negative && value instanceof Long number) {
      return -number;
    }
    if (negative && value instanceof Double number) {
      return -number;
    }
    return value;
  }

  private Object literalValue() {
    Token token = cursor.peek();
    boolean literal =
        switch (token.kind()) {
          case LONG, REAL, TIMESPAN, TYPED, STRING -> true;
          case WORD ->
              token.text().equalsIgnoreCase("true") || token.text().equalsIgnoreCase("false");
          case WHITESPACE, COMMENT, SYMBOL, END, UNCLOSED, UNKNOWN -> false;
        };
    if (!literal) {
      cursor.expected("a JSON value", "dynamic(…) holds JSON: names and strings are quoted.");
      cursor.skipToFollower();
      return NULL;
    }
    Expression read = primaries.primary();
    if (read instanceof Expression.Literal found) {
      return found.value() instanceof Integer number ? Long.valueOf(number) : found.value();
    }
    badJson = true;
    return NULL;
  }

  private Map<String, Object> jsonObject() {
    cursor.next();
    var object = new LinkedHashMap<String, Object>();
    while (!cursor.isAt("}") && !cursor.isAtEnd()) {
      if (cursor.peek().kind() != TokenKind.STRING) {
        cursor.expected("a quoted key", "JSON keys are strings: {\"key\": 1}.");
        break;
      }
      String key = LiteralReader.string(cursor.next().text());
      cursor.expect(":", "A JSON key is followed by a colon.");
      object.put(key, json());
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect("}", "Close the JSON object.");
    return object;
  }

  private List<Object> jsonArray() {
    cursor.next();
    var array = new ArrayList<Object>();
    while (!cursor.isAt("]") && !cursor.isAtEnd()) {
      array.add(json());
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect("]", "Close the JSON array.");
    return array;
  }
}
