package dev.waymark.model.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Timespans as authors write them: {@code 90d}, {@code 1h}, {@code 1.5h}, {@code 00:05:00}. */
public final class Timespan {
  private static final Pattern WITH_UNIT =
      Pattern.compile("(-?\\d{1,19}(?:\\.\\d{1,6})?)\\s*(d|h|m|s|ms|microsecond|tick)");
  private static final Pattern CLOCK =
      Pattern.compile("(-)?(?:(\\d{1,6})\\.)?(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,7}))?)?");

  /** What Kusto's timespans hold, some 29,000 years. */
  private static final BigDecimal MOST_TICKS = BigDecimal.valueOf(Long.MAX_VALUE);

  private static final long MOST_SECONDS = Long.MAX_VALUE / 10_000_000L;

  private Timespan() {}

  /**
   * Reads Kusto's timespan forms, with a precision of 100 ns; empty if the text isn't one, or is
   * longer than Kusto knows.
   */
  public static Optional<Duration> parse(String text) {
    Matcher unit = WITH_UNIT.matcher(text.strip());
    if (unit.matches()) {
      BigDecimal ticks =
          new BigDecimal(unit.group(1))
              .multiply(BigDecimal.valueOf(ticksOf(unit.group(2))))
              .setScale(0, RoundingMode.HALF_UP);
      return ticks.abs().compareTo(MOST_TICKS) <= 0
          ? Optional.of(ofTicks(ticks.longValueExact()))
          : Optional.empty();
    }
    Matcher clock = CLOCK.matcher(text.strip());
    if (!clock.matches()) {
      return Optional.empty();
    }
    Duration length =
        Duration.ofDays(number(clock.group(2)))
            .plusHours(number(clock.group(3)))
            .plusMinutes(number(clock.group(4)))
            .plusSeconds(number(clock.group(5)))
            .plus(
                ofTicks(
                    clock.group(6) == null
                        ? 0
                        : number((clock.group(6) + "0000000").substring(0, 7))));
    return Optional.of(clock.group(1) == null ? length : length.negated());
  }

  /** The shortest form with one unit, else Kusto's clock form {@code d.hh:mm:ss.fffffff}. */
  public static String format(Duration length) {
    if (length.getSeconds() > -MOST_SECONDS && length.getSeconds() < MOST_SECONDS) {
      long ticks = length.getSeconds() * 10_000_000L + length.getNano() / 100;
      for (String unit : new String[] {"d", "h", "m", "s", "ms"}) {
        if (ticks % ticksOf(unit) == 0 && (ticks != 0 || unit.equals("s"))) {
          return ticks / ticksOf(unit) + unit;
        }
      }
    }
    Duration positive = length.abs();
    return "%s%d.%02d:%02d:%02d.%07d"
        .formatted(
            length.isNegative() ? "-" : "",
            positive.toDaysPart(),
            positive.toHoursPart(),
            positive.toMinutesPart(),
            positive.toSecondsPart(),
            positive.toNanosPart() / 100);
  }

  private static long number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static Duration ofTicks(long ticks) {
    return Duration.ofSeconds(
        Math.floorDiv(ticks, 10_000_000L), Math.floorMod(ticks, 10_000_000L) * 100);
  }

  private static long ticksOf(String unit) {
    return switch (unit) {
      case "d" -> 864_000_000_000L;
      case "h" -> 36_000_000_000L;
      case "m" -> 600_000_000L;
      case "s" -> 10_000_000L;
      case "ms" -> 10_000L;
      case "microsecond" -> 10L;
      default -> 1L;
    };
  }
}
