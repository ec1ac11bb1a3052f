package dev.waymark.server.incident;

import dev.waymark.model.entry.IncidentSeverity;
import java.util.Map;
import java.util.Optional;

/**
 * What is needed to open an incident.
 *
 * @param title what the entry says if absent
 * @param severity the entry's if absent
 * @param parameters as people write them; missing ones come from the scenario or the defaults
 * @param scenario recorded data to walk on
 * @param at the step to begin at; the first one if absent
 */
public record NewIncident(
    String entryId,
    Optional<String> title,
    Optional<IncidentSeverity> severity,
    Map<String, String> parameters,
    Optional<String> scenario,
    Optional<String> at) {
  public NewIncident {
    parameters = Map.copyOf(parameters);
  }
}
