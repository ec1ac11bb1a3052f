package dev.waymark.runbooks.fence;

import dev.waymark.model.entry.Parameter;
import dev.waymark.model.table.Timespan;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An option that may stand behind a fence's label, {@code name=value}.
 *
 * @param grammar whether a text is a value of it
 * @param expected what a value is, with an example, as a message says it behind “Write”
 * @param namesValue whether a value is the name of a parameter or of a remembered value
 */
public record FenceOption(
    String name, Predicate<String> grammar, String expected, boolean namesValue) {
  /** How long an answer may take. */
  public static final FenceOption TIMEOUT =
      of("timeout", FenceOption::isTimeout, "a time from 1ms to 10m, such as timeout=20s");

  /** How many rows an answer may have. */
  public static final FenceOption ROWS = number("rows", 1, 10_000, 500);

  /** How an answer is drawn. */
  public static final FenceOption CHART =
      of("chart", Set.of("time", "bar")::contains, "chart=time or chart=bar");

  /** An option whose value stands for itself. */
  public static FenceOption of(String name, Predicate<String> grammar, String expected) {
    return new FenceOption(name, grammar, expected, false);
  }

  /** An option whose value is a whole number within bounds. */
  public static FenceOption number(String name, int least, int most, int example) {
    return of(
        name,
        value -> isNumber(value, least, most),
        "a number from %,d to %,d, such as %s=%d".formatted(least, most, name, example));
  }

  /** An option that names the parameter or remembered value with the value. */
  public static FenceOption naming(String name) {
    return new FenceOption(
        name,
        Parameter::isName,
        "the name of a parameter, such as %s=%s".formatted(name, name),
        true);
  }

  private static boolean isNumber(String value, int least, int most) {
    return value.matches("\\d{1,9}")
        && Integer.parseInt(value) >= least
        && Integer.parseInt(value) <= most;
  }

  private static boolean isTimeout(String value) {
    return Timespan.parse(value)
        .filter(length -> length.compareTo(Duration.ofMillis(1)) >= 0)
        .filter(length -> length.compareTo(Duration.ofMinutes(10)) <= 0)
        .isPresent();
  }
}
