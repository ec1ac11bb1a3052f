package dev.waymark.kql.syntax;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.DatetimeText;
import dev.waymark.kql.value.TimespanText;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Decimals;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the value of a literal token. */
final class LiteralReader {
  private static final Pattern HEX_GUID = Pattern.compile("[0-9a-fA-F]{32}");

  private static final Pattern SPACED_DATE =
      Pattern.compile("(\\d{4}) ?[-,] ?(\\d{1,2}) ?[-,] ?(\\d{1,2})");

  private LiteralReader() {}

  static Expression read(Token token) {
    SourceSpan span = TokenCursor.span(token);
    return switch (token.kind()) {
      case LONG -> checked(span, ColumnType.LONG, token.text(), integer(token.text()));
      case REAL -> checked(span, ColumnType.REAL, token.text(), finite(token.text()));
      case TIMESPAN ->
          checked(span, ColumnType.TIMESPAN, token.text(), TimespanText.parse(token.text()));
      case STRING -> literal(span, ColumnType.STRING, string(token.text()));
      case TYPED -> typed(span, token.text());
      case WHITESPACE, COMMENT, WORD, SYMBOL, END, UNCLOSED, UNKNOWN ->
          throw new IllegalArgumentException("not a literal: " + token);
    };
  }

  private static Optional<Double> finite(String text) {
    return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
  }

  private static Expression literal(SourceSpan span, ColumnType type, Object value) {
    return new Expression.Literal(span, type, value);
  }

  private static Expression checked(
      SourceSpan span, ColumnType type, String text, Optional<?> value) {
    return value.isPresent()
        ? literal(span, type, value.get())
        : new Expression.BadLiteral(span, type, text);
  }

  private static Expression typed(SourceSpan span, String text) {
    int open = text.indexOf('(');
    ColumnType type = ColumnType.ofKustoName(text.substring(0, open).strip()).orElseThrow();
    String inner = text.substring(open + 1, text.length() - 1).strip();
    boolean quoted =
        inner.length() >= 2
            && (inner.startsWith("\"") || inner.startsWith("'"))
            && inner.charAt(inner.length() - 1) == inner.charAt(0);
    String bare = quoted ? string(inner) : inner;
    if (bare.equals("null") || (bare.isEmpty() && !quoted)) {
      return literal(span, type, NULL);
    }
    return checked(span, type, text, value(type, bare));
  }

  /** The value that a text stands for inside {@code type(...)}. */
  private static Optional<?> value(ColumnType type, String text) {
    try {
      return switch (type) {
        case BOOL -> bool(text);
        case INT -> integer(text).map(Math::toIntExact);
        case LONG -> integer(text);
        case REAL -> Optional.of(real(text));
        case DECIMAL -> Decimals.parse(text);
        case DATETIME -> DatetimeText.parse(date(text));
        case TIMESPAN -> TimespanText.parse(text);
        case GUID -> Optional.of(guid(text));
        case STRING, DYNAMIC -> Optional.empty();
      };
    } catch (ArithmeticException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A date may be written with spaces or commas between its parts. */
  private static String date(String text) {
    Matcher spaced = SPACED_DATE.matcher(text);
    return spaced.matches()
        ? spaced.group(1) + "-" + spaced.group(2) + "-" + spaced.group(3)
        : text;
  }

  private static Optional<Boolean> bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static UUID guid(String text) {
    if (HEX_GUID.matcher(text).matches()) {
      return UUID.fromString(
          text.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }
    UUID guid = UUID.fromString(text);
    if (text.length() != 36) {
      throw new IllegalArgumentException("not a guid: " + text);
    }
    return guid;
  }

  private static Double real(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "+inf", "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.valueOf(text);
    };
  }

  private static Optional<Long> integer(String text) {
    try {
      boolean negative = text.startsWith("-");
      String digits = negative || text.startsWith("+") ? text.substring(1).strip() : text;
      if (digits.startsWith("0x") || digits.startsWith("0X")) {
        long bits = Long.parseUnsignedLong(digits.substring(2), 16);
        return Optional.of(negative ? -bits : bits);
      }
      return Optional.of(Long.valueOf(negative ? "-" + digits : digits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The text that a string token stands for. */
  static String string(String token) {
    int at = token.charAt(0) == 'h' || token.charAt(0) == 'H' ? 1 : 0;
    if (token.startsWith("```", at) || token.startsWith("~~~", at)) {
      return token.substring(at + 3, token.length() - 3);
    }
    if (token.charAt(at) == '@') {
      String quote = token.substring(at + 1, at + 2);
      return token.substring(at + 2, token.length() - 1).replace(quote + quote, quote);
    }
    return unescaped(token.substring(at + 1, token.length() - 1));
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var result = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\' || i == text.length()) {
        result.append(c);
        continue;
      }
      char escape = text.charAt(i++);
      switch (escape) {
        case 'n' -> result.append('\n');
        case 'r' -> result.append('\r');
        case 't' -> result.append('\t');
        case 'b' -> result.append('\b');
        case 'f' -> result.append('\f');
        case 'a' -> result.append('\u0007');
        case 'v' -> result.append('\u000B');
        case '0' -> result.append('\0');
        case 'u' -> i = code(text, i, 4, result);
        case 'x' -> i = code(text, i, 2, result);
        case 'U' -> i = code(text, i, 8, result);
        default -> result.append(escape);
      }
    }
    return result.toString();
  }

  /** Appends the character of so many hexadecimal digits; the offset behind them. */
  private static int code(String text, int from, int digits, StringBuilder result) {
    int end = Math.min(text.length(), from + digits);
    try {
      result.appendCodePoint(Integer.parseInt(text, from, end, 16));
      return end;
    } catch (IllegalArgumentException e) {
      result.append(text.charAt(from - 1));
      return from;
    }
  }
}
