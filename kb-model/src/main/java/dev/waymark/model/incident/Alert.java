package dev.waymark.model.incident;

import dev.waymark.model.entry.IncidentSeverity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a monitoring system says is wrong, in the same words whichever system it was.
 *
 * @param source the kind of system, such as {@code azure}
 * @param id tells one firing from the next within the source; the same for its end
 * @param rule name of the rule that fired
 * @param severity empty where the source gives none that compares
 * @param description what the rule's author wrote; may be empty
 * @param targets what it is about, the most concerned first: ARM resource ids, instances
 * @param labels further names and values, such as dimensions
 * @param firedAt when it began
 * @param link to the alert in its system
 */
public record Alert(
    String source,
    String id,
    String rule,
    Optional<IncidentSeverity> severity,
    AlertState state,
    String description,
    List<String> targets,
    Map<String, String> labels,
    Instant firedAt,
    Optional<String> link) {
  public Alert {
    targets = List.copyOf(targets);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
