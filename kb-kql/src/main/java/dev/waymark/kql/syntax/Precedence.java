package dev.waymark.kql.syntax;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How tightly a token binds what stands on its sides, from the loosest. */
enum Precedence {
  NONE,
  OR,
  AND,
  EQUALITY,
  RELATION,
  SUM,
  PRODUCT,
  /** Tighter than arithmetic. */
  TEXT;

  private static final Map<String, Precedence> OPERATORS = new HashMap<>();

  static {
    put(OR, List.of("or"));
    put(AND, List.of("and"));
    put(
        EQUALITY,
        List.of(
            "==",
            "!=",
            "<>",
            "=",
            "in",
            "in~",
            "!in",
            "!in~",
            "has_any",
            "has_all",
            "!has_any",
            "!has_all",
            "between",
            "!between"));
    put(RELATION, List.of("<", ">", "<=", ">="));
    put(SUM, List.of("+", "-"));
    put(PRODUCT, List.of("*", "/", "%"));
    put(TEXT, List.of("=~", "!~", ":", "matches"));
    for (String name :
        List.of("has", "hasprefix", "hassuffix", "contains", "startswith", "endswith")) {
      put(TEXT, List.of(name, "!" + name, name + "_cs", "!" + name + "_cs"));
    }
    put(
        TEXT,
        List.of(
            "like",
            "notlike",
            "likecs",
            "notlikecs",
            "contains~",
            "notcontains",
            "containscs",
            "notcontainscs"));
  }

  private static void put(Precedence binding, List<String> operators) {
    operators.forEach(operator -> OPERATORS.put(operator, binding));
  }

  static Precedence of(Token token) {
    return switch (token.kind()) {
      case SYMBOL -> symbol(token.text());
      case WORD -> OPERATORS.getOrDefault(token.text(), NONE);
      case WHITESPACE, COMMENT, LONG, REAL, TIMESPAN, STRING, TYPED, END, UNCLOSED, UNKNOWN -> NONE;
    };
  }

  /** Most operands end at a comma, a bar or a parenthesis. */
  private static Precedence symbol(String text) {
    return switch (text.charAt(0)) {
      case ',', ')', '(', '|', ';', '.', '[', ']', '{', '}' -> NONE;
      default -> OPERATORS.getOrDefault(text, NONE);
    };
  }
}
