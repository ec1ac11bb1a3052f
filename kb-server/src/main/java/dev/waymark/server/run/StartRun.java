package dev.waymark.server.run;

import java.util.Map;
import java.util.Optional;

/**
 * What a run is to walk.
 *
 * @param parameters as people write them; missing ones come from the scenario or the defaults
 * @param at the step to begin at; the first one if absent
 */
public record StartRun(
    String entryId,
    Map<String, String> parameters,
    Optional<String> scenario,
    Optional<String> at) {
  public StartRun {
    parameters = Map.copyOf(parameters);
  }
}
