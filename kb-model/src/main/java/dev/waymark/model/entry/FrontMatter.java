package dev.waymark.model.entry;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The YAML head of an entry. One that runs has said all that isn't a list; of another, what is
 * missing or can't be read is absent or empty.
 *
 * @param id stable identity in kebab case
 * @param incidentTitle what an incident is called, with expressions in braces; absent if that isn't
 *     said
 * @param severity the severity that an incident starts with
 * @param reviewed when a person last read the entry against reality
 * @param reviewEvery after that time since {@code reviewed} the entry is stale
 * @param alerts CEL over the normalised alert; any that holds opens this entry
 */
public record FrontMatter(
    String id,
    String title,
    Optional<Excerpt> incidentTitle,
    String service,
    Optional<IncidentSeverity> severity,
    List<String> owners,
    Optional<LocalDate> reviewed,
    Optional<Duration> reviewEvery,
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

  /**
   * Whether the review is said to be at a time when it can't have been, on any side of the earth.
   */
  public boolean isReviewedInFuture(LocalDate today) {
    return reviewed.filter(day -> day.isAfter(today.plusDays(1))).isPresent();
  }

  /** The day on which somebody is to read the entry against reality again. */
  public Optional<LocalDate> reviewDue() {
    return reviewed.flatMap(day -> reviewEvery.map(every -> day.plusDays(every.toDays())));
  }

  /** Whether nobody has read the entry against reality for longer than its owners allow. */
  public boolean isStale(LocalDate today) {
    return reviewDue().filter(day -> day.isBefore(today)).isPresent();
  }
}
