package dev.waymark.server.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The unit that a column's name tells, such as {@code ms} of {@code WaitedMs}. */
public final class ChartUnit {
  private record Rule(String unit, List<String> endings) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("ms", List.of("ms", "millis", "milliseconds")),
          new Rule("s", List.of("seconds", "sec")),
          new Rule("min", List.of("minutes")),
          new Rule("%", List.of("percent", "percentage", "pct")),
          new Rule("share", List.of("share", "ratio", "fraction")),
          new Rule("bytes", List.of("bytes")),
          new Rule("KB", List.of("kb", "kilobytes")),
          new Rule("MB", List.of("mb", "megabytes")));

  private ChartUnit() {}

  /** The unit of a column; absent if its name tells none. */
  public static Optional<String> of(String column) {
    List<String> words =
        Arrays.stream(column.split("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+"))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
    return words.isEmpty()
        ? Optional.empty()
        : RULES.stream()
            .filter(rule -> rule.endings().contains(words.get(words.size() - 1)))
            .map(Rule::unit)
            .findFirst();
  }
}
