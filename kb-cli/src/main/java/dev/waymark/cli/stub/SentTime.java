package dev.waymark.cli.stub;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;

/** The time of an action in the text of a query that asks whether it has worked. */
final class SentTime {
  /** A literal of KQL; its first group is the time. */
  static final String DATETIME = "datetime\\((\\d{4}-[0-9T:.-]+Z)\\)";

  private SentTime() {}

  /** The first time that a matcher of {@link #DATETIME} finds. */
  static Optional<Instant> in(Matcher text) {
    return text.find() ? Optional.of(Instant.parse(text.group(1))) : Optional.empty();
  }
}
