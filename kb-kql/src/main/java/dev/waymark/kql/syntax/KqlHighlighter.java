package dev.waymark.kql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tells what each stretch of a query is, so that pages and terminals can colour it. Works on any
 * text, since it only sees tokens and their neighbours.
 */
public final class KqlHighlighter {
  /** Keywords where a pipe step or a statement begins; elsewhere names like any other. */
  private static final Set<String> LEADING =
      Set.of(
          "alias",
          "as",
          "assert-schema",
          "consume",
          "count",
          "datatable",
          "declare",
          "distinct",
          "evaluate",
          "execute-and-cache",
          "extend",
          "externaldata",
          "facet",
          "filter",
          "find",
          "fork",
          "getschema",
          "graph-match",
          "graph-to-table",
          "invoke",
          "join",
          "let",
          "limit",
          "lookup",
          "make-graph",
          "make-series",
          "materialize",
          "mv-apply",
          "mv-expand",
          "order",
          "parse",
          "parse-kv",
          "parse-where",
          "partition",
          "pattern",
          "print",
          "project",
          "project-away",
          "project-by-names",
          "project-keep",
          "project-rename",
          "project-reorder",
          "range",
          "reduce",
          "render",
          "restrict",
          "sample",
          "sample-distinct",
          "scan",
          "search",
          "serialize",
          "set",
          "sort",
          "summarize",
          "take",
          "top",
          "top-hitters",
          "top-nested",
          "toscalar",
          "union",
          "where");

  /** Keywords anywhere but behind a dot or before a parenthesis that opens a call. */
  private static final Set<String> INNER =
      Set.of(
          "asc",
          "by",
          "default",
          "desc",
          "false",
          "first",
          "from",
          "nulls",
          "last",
          "of",
          "on",
          "query_parameters",
          "step",
          "to",
          "true",
          "typeof",
          "with",
          "$left",
          "$right");

  /** Keywords where an equals sign follows, as in {@code kind=inner}. */
  private static final Set<String> OPTIONS =
      Set.of("isfuzzy", "kind", "withsource", "bagexpansion", "with_itemindex", "with_match_id");

  /** Keywords behind an equals sign. */
  private static final Set<String> KINDS =
      Set.of(
          "inner",
          "innerunique",
          "leftouter",
          "rightouter",
          "fullouter",
          "leftanti",
          "rightanti",
          "anti",
          "leftantisemi",
          "rightantisemi",
          "leftsemi",
          "rightsemi",
          "outer");

  private static final Set<String> WORD_OPERATORS =
      Set.of(
          "and",
          "or",
          "in",
          "in~",
          "has",
          "has_cs",
          "has_any",
          "has_all",
          "hasprefix",
          "hasprefix_cs",
          "hassuffix",
          "hassuffix_cs",
          "contains",
          "contains_cs",
          "startswith",
          "startswith_cs",
          "endswith",
          "endswith_cs",
          "between",
          "matches",
          "regex",
          "like");

  private static final Set<String> PUNCTUATION =
      Set.of("(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "|");

  private static final Set<String> BEFORE_LEADING = Set.of("|", ";", "(", "{", "=", "=>");

  private KqlHighlighter() {}

  /** The whole text in stretches, in order. */
  public static List<Highlight> highlight(String kql) {
    List<Token> tokens = KqlLexer.tokens(kql);
    var highlights = new ArrayList<Highlight>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      highlights.add(new Highlight(kind(tokens, i), token.text(), token.start(), token.end()));
    }
    return highlights;
  }

  /**
   * The names that a query uses by themselves: neither keywords, nor members behind a dot, nor
   * functions that are called. A parameter is bound exactly where it's among them.
   */
  public static List<Token> names(String kql) {
    List<Token> tokens = KqlLexer.tokens(kql);
    var names = new ArrayList<Token>();
    for (int i = 0; i < tokens.size(); i++) {
      if (kind(tokens, i) == HighlightKind.IDENTIFIER && !neighbour(tokens, i, -1).is(".")) {
        names.add(tokens.get(i));
      }
    }
    return names;
  }

  private static HighlightKind kind(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    return switch (token.kind()) {
      case WHITESPACE, END -> HighlightKind.PLAIN;
      case COMMENT -> HighlightKind.COMMENT;
      case LONG, REAL, TIMESPAN, TYPED -> HighlightKind.NUMBER;
      case STRING -> HighlightKind.STRING;
      case SYMBOL ->
          PUNCTUATION.contains(token.text()) ? HighlightKind.PUNCTUATION : HighlightKind.OPERATOR;
      case UNCLOSED, UNKNOWN -> HighlightKind.INVALID;
      case WORD -> word(token.text(), neighbour(tokens, i, -1), neighbour(tokens, i, 1));
    };
  }

  private static HighlightKind word(String word, Token before, Token after) {
    if (before.is(".")) {
      return after.is("(") ? HighlightKind.FUNCTION : HighlightKind.IDENTIFIER;
    }
    if (LEADING.contains(word) && leads(word, before, after)) {
      return HighlightKind.KEYWORD;
    }
    if (WORD_OPERATORS.contains(word) && before.kind() != TokenKind.END && !before.is("|")) {
      return HighlightKind.OPERATOR;
    }
    if (OPTIONS.contains(word) && after.is("=")) {
      return HighlightKind.KEYWORD;
    }
    if (INNER.contains(word) && !after.is("=")) {
      return HighlightKind.KEYWORD;
    }
    if (KINDS.contains(word) && before.is("=")) {
      return HighlightKind.KEYWORD;
    }
    return after.is("(") ? HighlightKind.FUNCTION : HighlightKind.IDENTIFIER;
  }

  private static boolean leads(String word, Token before, Token after) {
    if (after.is("=") || after.is(".")) {
      return false;
    }
    if (before.is("|")) {
      return true;
    }
    boolean first = before.kind() == TokenKind.END || BEFORE_LEADING.contains(before.text());
    boolean standsAlone = after.is(")") || after.is("|") || after.is(",") || after.is(";");
    return first && !standsAlone && !(word.equals("count") && after.is("("));
  }

  /** The next token in a direction that isn't trivia; an end token if there is none. */
  private static Token neighbour(List<Token> tokens, int i, int direction) {
    for (int j = i + direction; j >= 0 && j < tokens.size(); j += direction) {
      if (!tokens.get(j).kind().isTrivia()) {
        return tokens.get(j);
      }
    }
    int offset = direction < 0 ? 0 : tokens.get(tokens.size() - 1).end();
    return new Token(TokenKind.END, "", offset, offset);
  }
}
