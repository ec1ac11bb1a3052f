package dev.waymark.kql.value;

import dev.waymark.model.table.Decimals;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How Kusto reads and writes numbers. */
public final class Numbers {
  /** Spellings of which it isn't known whether Kusto reads them. */
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(?:nan|inf(?:inity)?)", Pattern.CASE_INSENSITIVE);

  private Numbers() {}

  /** A real as text: always with a decimal point, so that it reads back as a real. */
  public static String format(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    if (new BigDecimal(Double.toString(number)).precision() > 16) {
      throw Refusal.unsupported("a real of 17 digits as text");
    }
    double size = Math.abs(number);
    if (size == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    if (size < 1e-5 || size >= 1e15) {
      return exponential(number);
    }
    String plain = new BigDecimal(Double.toString(number)).toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  /** Digits, then an exponent of at least two digits with its sign. */
  private static String exponential(double number) {
    String text = Double.toString(number);
    int e = text.indexOf('E');
    BigDecimal value = new BigDecimal(text).stripTrailingZeros();
    int exponent = value.precision() - value.scale() - 1;
    String digits = value.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = number < 0 ? "-" : "";
    return e < 0 && exponent < 15
        ? text
        : String.format(
            Locale.ROOT,
            "%s%se%s%s%d",
            sign,
            mantissa,
            exponent < 0 ? "-" : "+",
            Math.abs(exponent) < 10 ? "0" : "",
            Math.abs(exponent));
  }

  /** The whole number that a text names; empty if it names none. */
  public static Optional<Long> parseLong(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || !isAscii(stripped)) {
      return Optional.empty();
    }
    try {
      if (stripped.startsWith("0x") || stripped.startsWith("0X")) {
        return Optional.of(Long.parseUnsignedLong(stripped.substring(2), 16));
      }
      return Optional.of(Long.valueOf(stripped));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The number that a text names; empty if it names none. */
  public static Optional<Double> parseDouble(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return Optional.empty();
    }
    switch (stripped) {
      case "nan", "NaN" -> {
        return Optional.of(Double.NaN);
      }
      case "inf", "Inf", "Infinity" -> {
        return Optional.of(Double.POSITIVE_INFINITY);
      }
      case "-inf", "-Infinity" -> {
        return Optional.of(Double.NEGATIVE_INFINITY);
      }
      default -> {
        char last = stripped.charAt(stripped.length() - 1);
        if (NOT_FINITE.matcher(stripped).matches()) {
          throw Refusal.unsupported("`" + stripped + "` as a real");
        }
        if (Character.isLetter(last) || stripped.startsWith("0x")) {
          return Optional.empty();
        }
      }
    }
    try {
      return Optional.of(Double.valueOf(stripped));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Digits of other scripts don't make numbers. */
  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  public static Optional<BigDecimal> parseDecimal(String text) {
    return isAscii(text.strip()) ? Decimals.parse(text.strip()) : Optional.empty();
  }
}
