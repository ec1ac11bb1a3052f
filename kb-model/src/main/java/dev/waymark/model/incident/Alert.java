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
 * @param id tells one firing of the rule from the next; the same for its end; absent if the source
 *     gives none
 * @param rule name of the rule that fired
 * @param severity absent if the source gives none that compares
 * @param description what the rule's author wrote; may be empty
 * @param targets what it is about, the most concerned first: ARM resource ids, instances
 * @param labels further names and values that tell alerts of a rule apart, such as dimensions
 * @param annotations further texts for people
 * @param measurements what the rule has measured, the most telling first
 * @param firedAt when it began
 * @param resolvedAt when it ended; absent if it goes on or the source doesn't say
 * @param links to the alert in its system first
 */
public record Alert(
    String source,
    Optional<String> id,
    String rule,
    Optional<IncidentSeverity> severity,
    AlertState state,
    String description,
    List<String> targets,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<Measurement> measurements,
    Instant firedAt,
    Optional<Instant> resolvedAt,
    List<AlertLink> links) {
  public Alert {
    targets = List.copyOf(targets);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    measurements = List.copyOf(measurements);
    links = List.copyOf(links);
  }
}
