package dev.waymark.server.question;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The incidents behind a number, newest first.
 *
 * @param total how many there are, which may be more than these
 */
public record ContributingIncidents(List<One> incidents, long total) {
  public ContributingIncidents {
    incidents = List.copyOf(incidents);
  }

  /** An incident; severity and state as addresses have them. */
  public record One(
      long number,
      String title,
      String entry,
      String severity,
      String state,
      boolean drill,
      Instant openedAt) {
    static One of(ReviewQueries.Found found) {
      return new One(
          found.number(),
          found.title(),
          found.entry(),
          "sev" + found.severity(),
          found.state().toLowerCase(Locale.ROOT),
          found.drill(),
          found.openedAt());
    }
  }

  /** The keys of a row among the parameters of an address. */
  public static Map<String, String> keys(Map<String, List<String>> parameters) {
    Map<String, String> keys = new HashMap<>();
    parameters.forEach(
        (name, values) -> {
          if (name.startsWith(Questions.KEY) && !values.isEmpty()) {
            keys.put(name.substring(Questions.KEY.length()), values.get(0));
          }
        });
    return keys;
  }
}
