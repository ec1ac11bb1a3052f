package dev.waymark.model.entry;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * The YAML head of an entry.
 *
 * @param id stable identity in kebab case
 * @param severity the severity that an incident starts with
 * @param reviewed when a person last read the entry against reality
 * @param reviewEvery after that time since {@code reviewed} the entry is stale
 * @param alerts CEL over the normalised alert; any that holds opens this entry
 */
public record FrontMatter(
    String id,
    String title,
    String service,
    IncidentSeverity severity,
    List<String> owners,
    LocalDate reviewed,
    Duration reviewEvery,
    List<String> tags,
    List<Excerpt> alerts,
    List<Parameter> parameters,
    SourceSpan span) {
  public FrontMatter {
    owners = List.copyOf(owners);
    tags = List.copyOf(tags);
    alerts = List.copyOf(alerts);
    parameters = List.copyOf(parameters);
  }

  /** Whether nobody has read the entry against reality for longer than its owners allow. */
  public boolean isStale(LocalDate today) {
    return reviewed.plusDays(reviewEvery.toDays()).isBefore(today);
  }
}
