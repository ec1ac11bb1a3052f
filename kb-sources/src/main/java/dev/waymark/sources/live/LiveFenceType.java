package dev.waymark.sources.live;

import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of fence that brings the source that answers it. The kinds that Azure, probes and commands
 * answer don't: each of those sources answers several kinds from one budget.
 */
public interface LiveFenceType extends FenceType {
  /**
   * The source; empty if the settings don't ask for it.
   *
   * @param settings by the names of environment variables, such as {@code WAYMARK_PROBES}
   * @throws IllegalArgumentException with a sentence that says which setting is wrong, and why
   */
  Optional<LiveSource> source(Map<String, String> settings, Clock clock);

  /** The sources of all registered kinds that bring one. */
  static List<LiveSource> sources(Map<String, String> settings, Clock clock) {
    return FenceTypes.all().stream()
        .filter(LiveFenceType.class::isInstance)
        .map(LiveFenceType.class::cast)
        .flatMap(type -> type.source(settings, clock).stream())
        .toList();
  }
}
