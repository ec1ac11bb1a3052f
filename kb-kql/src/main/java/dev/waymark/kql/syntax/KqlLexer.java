package dev.waymark.kql.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a query into tokens. The tokens cover the whole text, white space and comments included, so
 * that they can be highlighted; nothing is refused here, since an unknown character is a token too.
 */
public final class KqlLexer {
  private static final Set<String> LITERAL_TYPES =
      Set.of(
          "bool",
          "boolean",
          "int",
          "long",
          "real",
          "double",
          "decimal",
          "datetime",
          "date",
          "timespan",
          "time",
          "guid");

  private static final Set<String> TIME_UNITS =
      Set.of(
          "d",
          "day",
          "days",
          "h",
          "hr",
          "hrs",
          "hour",
          "hours",
          "m",
          "min",
          "minute",
          "minutes",
          "s",
          "sec",
          "second",
          "seconds",
          "ms",
          "milli",
          "millis",
          "millisec",
          "millisecond",
          "milliseconds",
          "micro",
          "micros",
          "microsec",
          "microsecond",
          "microseconds",
          "nano",
          "nanos",
          "nanosec",
          "nanosecond",
          "nanoseconds",
          "tick",
          "ticks");

  /** Words with hyphens, by what stands before their first hyphen; the longest stands first. */
  private static final Map<String, List<String>> HYPHENATED = new HashMap<>();

  static {
    for (String word :
        List.of(
            "assert-schema",
            "execute-and-cache",
            "graph-match",
            "graph-mark-components",
            "graph-merge",
            "graph-shortest-paths",
            "graph-to-table",
            "make-graph",
            "make-series",
            "macro-expand",
            "mv-apply",
            "mv-expand",
            "parse-kv",
            "parse-where",
            "project-away",
            "project-by-names",
            "project-keep",
            "project-rename",
            "project-reorder",
            "project-smart",
            "sample-distinct",
            "top-hitters",
            "top-nested")) {
      HYPHENATED
          .computeIfAbsent(word.substring(0, word.indexOf('-')), k -> new ArrayList<>())
          .add(word);
    }
  }

  /** Longest first. */
  private static final List<String> SYMBOLS =
      List.of(
          "..", "==", "=>", "=~", "!=", "!~", "<=", ">=", "<>", "(", ")", "[", "]", "{", "}", "|",
          ",", ";", ":", ".", "+", "-", "*", "/", "%", "=", "<", ">", "?", "@", "!", "#");

  private static final String GUID = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private KqlLexer(String text) {
    this.text = text;
  }

  /** All tokens in order; their texts, joined, are the text. */
  public static List<Token> tokens(String text) {
    var lexer = new KqlLexer(text);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    return lexer.tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (isSpace(c)) {
      whitespace();
      return;
    }
    if (c == '/' && peek(1) == '/') {
      comment();
      return;
    }
    if (string() || guid()) {
      return;
    }
    if (isWordStart(c)) {
      word();
      return;
    }
    if (isDigit(c) || (c == '.' && isDigit(peek(1)) && !afterOperand())) {
      number();
      return;
    }
    symbol(c);
  }

  private void whitespace() {
    int end = at + 1;
    while (end < text.length() && isSpace(text.charAt(end))) {
      end++;
    }
    add(TokenKind.WHITESPACE, end);
  }

  private void comment() {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    add(TokenKind.COMMENT, end);
  }

  /** A string, if one begins here: {@code h} obfuscates it in logs, {@code @} makes it verbatim. */
  private boolean string() {
    int quote = at;
    if ((text.charAt(quote) == 'h' || text.charAt(quote) == 'H') && startsString(quote + 1)) {
      quote++;
    }
    boolean verbatim = text.charAt(quote) == '@';
    if (verbatim) {
      quote++;
    }
    char c = charAt(quote);
    if (c == '"' || c == '\'') {
      int end = verbatim ? verbatimEnd(quote, c) : quotedEnd(quote, c);
      add(end > 0 ? TokenKind.STRING : TokenKind.UNCLOSED, Math.abs(end));
      return true;
    }
    if (!verbatim && (text.startsWith("```", quote) || text.startsWith("~~~", quote))) {
      int close = text.indexOf(text.substring(quote, quote + 3), quote + 3);
      add(close < 0 ? TokenKind.UNCLOSED : TokenKind.STRING, close < 0 ? text.length() : close + 3);
      return true;
    }
    return false;
  }

  private boolean startsString(int offset) {
    char c = charAt(offset);
    if (c == '@') {
      c = charAt(offset + 1);
    }
    return c == '"'
        || c == '\''
        || text.startsWith("```", offset)
        || text.startsWith("~~~", offset);
  }

  /** The end of a quoted string; negative if the line ends first. */
  private int quotedEnd(int quote, char close) {
    int i = quote + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == close) {
        return i + 1;
      }
      if (c == '\n' || c == '\r') {
        return -i;
      }
      i += c == '\\' && i + 1 < text.length() && !isLineEnd(text.charAt(i + 1)) ? 2 : 1;
    }
    return -i;
  }

  /** The end of a verbatim string, in which a doubled quote stands for one. */
  private int verbatimEnd(int quote, char close) {
    int i = quote + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == close) {
        if (charAt(i + 1) != close) {
          return i + 1;
        }
        i++;
      }
      i++;
    }
    return -i;
  }

  /** A bare guid would read as names and differences; it's written {@code guid(…)}. */
  private boolean guid() {
    if (!isHex(text.charAt(at)) || charAt(at + 8) != '-' || charAt(at + 13) != '-') {
      return false;
    }
    for (int i = 0; i < GUID.length(); i++) {
      char c = charAt(at + i);
      if (GUID.charAt(i) == '-' ? c != '-' : !isHex(c)) {
        return false;
      }
    }
    add(TokenKind.UNKNOWN, at + GUID.length());
    return true;
  }

  private void word() {
    int end = wordEnd(at);
    String word = text.substring(at, end);
    for (String hyphenated : HYPHENATED.getOrDefault(word, List.of())) {
      if (text.startsWith(hyphenated, at) && !isWordPart(charAt(at + hyphenated.length()))) {
        add(TokenKind.WORD, at + hyphenated.length());
        return;
      }
    }
    if (word.equals("in") && charAt(end) == '~') {
      add(TokenKind.WORD, end + 1);
      return;
    }
    if (LITERAL_TYPES.contains(word) && !afterDot()) {
      int close = typedEnd(end);
      if (close > 0) {
        add(TokenKind.TYPED, close);
        return;
      }
    }
    add(TokenKind.WORD, end);
  }

  /** The end of the literal in parentheses behind a type's name, or -1 if there is none. */
  private int typedEnd(int nameEnd) {
    int i = nameEnd;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    if (charAt(i) != '(') {
      return -1;
    }
    i++;
    while (i < text.length() && text.charAt(i) != ')') {
      char c = text.charAt(i);
      if (c == '(' || isLineEnd(c)) {
        return -1;
      }
      if (c == '"' || c == '\'') {
        int end = quotedEnd(i, c);
        if (end < 0) {
          return -1;
        }
        i = end;
        continue;
      }
      i++;
    }
    return i < text.length() ? i + 1 : -1;
  }

  private void number() {
    int end = at;
    if (text.charAt(at) == '0' && (peek(1) == 'x' || peek(1) == 'X') && isHex(peek(2))) {
      end = at + 2;
      while (isHex(charAt(end))) {
        end++;
      }
      add(TokenKind.LONG, end);
      return;
    }
    end = digitsEnd(end);
    boolean real = false;
    if (charAt(end) == '.' && charAt(end + 1) != '.' && !isLetter(charAt(end + 1))) {
      end = digitsEnd(end + 1);
      real = true;
    }
    int exponent = exponentEnd(end);
    if (exponent > end) {
      add(TokenKind.REAL, exponent);
      return;
    }
    int wordEnd = wordEnd(end);
    if (wordEnd > end && TIME_UNITS.contains(text.substring(end, wordEnd))) {
      add(TokenKind.TIMESPAN, wordEnd);
      return;
    }
    if (!real && wordEnd > end) {
      add(TokenKind.WORD, wordEnd);
      return;
    }
    add(real ? TokenKind.REAL : TokenKind.LONG, end);
  }

  private int exponentEnd(int from) {
    char e = charAt(from);
    if (e != 'e' && e != 'E') {
      return from;
    }
    char sign = charAt(from + 1);
    int digits = sign == '+' || sign == '-' ? from + 2 : from + 1;
    int end = digitsEnd(digits);
    return end > digits && !isWordPart(charAt(end)) ? end : from;
  }

  private void symbol(char c) {
    if (c == '!' && isLetter(peek(1))) {
      int end = wordEnd(at + 1);
      if (text.substring(at + 1, end).equals("in") && charAt(end) == '~') {
        end++;
      }
      add(TokenKind.SYMBOL, end);
      return;
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        add(TokenKind.SYMBOL, at + symbol.length());
        return;
      }
    }
    int width = Character.isHighSurrogate(c) && Character.isLowSurrogate(peek(1)) ? 2 : 1;
    add(TokenKind.UNKNOWN, at + width);
  }

  private boolean afterDot() {
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(".");
  }

  /** Whether a dot here would be a member's, as in {@code a.5}, rather than a number's. */
  private boolean afterOperand() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.get(tokens.size() - 1);
    return last.kind() == TokenKind.WORD || last.is(")") || last.is("]") || last.is(".");
  }

  private void add(TokenKind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), at, end));
    at = end;
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int digitsEnd(int from) {
    int end = from;
    while (isDigit(charAt(end))) {
      end++;
    }
    return end;
  }

  private char peek(int ahead) {
    return charAt(at + ahead);
  }

  private char charAt(int offset) {
    return offset < text.length() ? text.charAt(offset) : '\0';
  }

  private static boolean isSpace(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || (c > 127
            && (Character.isSpaceChar(c) || c == '\u0085' || c == '\u200B' || c == '\uFEFF'));
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c > 127 && Character.isLetter(c));
  }

  private static boolean isWordStart(char c) {
    return isLetter(c) || c == '$';
  }

  private static boolean isWordPart(char c) {
    return isLetter(c) || isDigit(c) || c == '$';
  }
}
