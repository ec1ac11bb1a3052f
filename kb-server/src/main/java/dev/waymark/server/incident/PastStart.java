package dev.waymark.server.incident;

import java.time.Instant;
import java.util.Map;

/**
 * How an incident began.
 *
 * @param sameTarget whether it has an alert of the target that is asked for
 * @param parameters as people write them
 */
public record PastStart(
    long number, Instant at, boolean sameTarget, Map<String, String> parameters) {
  public PastStart {
    parameters = Map.copyOf(parameters);
  }
}
