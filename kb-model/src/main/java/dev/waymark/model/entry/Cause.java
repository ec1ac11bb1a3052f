package dev.waymark.model.entry;

import java.util.List;
import java.util.Optional;

/**
 * A {@code ###} under {@code ## Root causes}: a diagnosis.
 *
 * @param resolutions links to actions, in the order of the text
 * @param evidence what must hold before the cause is believed
 */
public record Cause(
    Heading heading, Prose prose, List<Link> resolutions, Optional<Check> evidence) {
  public Cause {
    resolutions = List.copyOf(resolutions);
  }
}
