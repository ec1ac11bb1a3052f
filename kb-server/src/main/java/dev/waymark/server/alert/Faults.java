package dev.waymark.server.alert;

import dev.waymark.server.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with what was sent, each in a sentence or two. */
final class Faults {
  private static final int MOST_SHOWN = 20;
  private static final int LONGEST_VALUE = 80;

  private final List<String> sentences = new ArrayList<>();

  boolean isEmpty() {
    return sentences.isEmpty();
  }

  /**
   * Adds one.
   *
   * @param place of the value, such as {@code alerts[0].status}
   * @param wrong what is wrong with it, such as “is missing”
   * @param remedy a sentence
   */
  void add(String place, String wrong, String remedy) {
    sentences.add("`%s` %s. %s".formatted(shortened(place), wrong, remedy));
  }

  Problem problem() {
    int more = sentences.size() - MOST_SHOWN;
    return Problem.invalid(
        String.join(" ", sentences.subList(0, Math.min(sentences.size(), MOST_SHOWN)))
            + (more > 0 ? " And %,d more.".formatted(more) : ""),
        "Nothing of it was taken in. docs/alerts.md says what an alert may hold.");
  }

  /** A value as a message quotes it. */
  static String quoted(String value) {
    return "“" + shortened(value) + "”";
  }

  private static String shortened(String text) {
    String line = AlertText.clean(text).replaceAll("\\s+", " ");
    return line.length() <= LONGEST_VALUE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_VALUE / 2)) + "…";
  }
}
