package dev.waymark.runbooks.compile;

import dev.waymark.model.source.Excerpt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The remembered values that a condition's text names. */
final class NamesInCondition {
  private static final Pattern REMEMBERED = Pattern.compile("\\bremembered\\.([A-Za-z_]\\w*)");

  private NamesInCondition() {}

  /** Where they stand; the name alone is the first group. */
  static Stream<MatchResult> found(Excerpt condition) {
    return REMEMBERED.matcher(condition.text()).results();
  }

  static Stream<String> of(Excerpt condition) {
    return found(condition).map(match -> match.group(1));
  }
}
