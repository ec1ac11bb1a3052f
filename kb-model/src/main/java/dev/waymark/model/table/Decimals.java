package dev.waymark.model.table;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Decimal numbers of ordinary length. {@code 1e1000000000} is a short text, and a gigabyte once its
 * digits are written out.
 */
public final class Decimals {
  private static final int MOST_DIGITS = 6_176;

  private Decimals() {}

  /** The number that a text names; empty if it names none, or one without end. */
  public static Optional<BigDecimal> parse(String text) {
    if (text.length() > 2 * MOST_DIGITS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text)).filter(Decimals::isOrdinary);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether a number's digits can be written out. */
  public static boolean isOrdinary(BigDecimal number) {
    return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
  }
}
