package dev.waymark.server.incident;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of an incident as people write it: {@code #13} or {@code 13}. */
public final class IncidentNumber {
  private static final Pattern WRITTEN = Pattern.compile("#?([0-9]{1,15})");

  private IncidentNumber() {}

  /** The number; absent where the text is something else. */
  public static Optional<Long> of(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    return written.matches() ? Optional.of(Long.valueOf(written.group(1))) : Optional.empty();
  }
}
