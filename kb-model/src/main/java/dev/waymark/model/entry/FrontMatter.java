package dev.waymark.model.entry;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The YAML head of an entry.
 *
 * @param id stable identity in kebab case
 * @param incidentTitle what an incident is called, with expressions in braces; absent if that isn't
 *     said
 * @param severity the severity that an incident starts with
 * @param reviewed when a person last read the entry against reality; {@link #NO_DATE} where that
 *     can't be read
 * @param reviewEvery after that time since {@code reviewed} the entry is stale
 * @param alerts CEL over the normalised alert; any that holds opens this entry
 */
public record FrontMatter(
    String id,
    String title,
    Optional<Excerpt> incidentTitle,
    String service,
    IncidentSeverity severity,
    List<String> owners,
    LocalDate reviewed,
    Duration reviewEvery,
    List<String> tags,
    List<Excerpt> alerts,
    List<Parameter> parameters,
    SourceSpan span) {
  /** Stands for a review at a time that can't be read: it's neither stale nor in the future. */
  public static final LocalDate NO_DATE = LocalDate.of(9999, 12, 31);

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
    return !reviewed.equals(NO_DATE) && reviewed.isAfter(today.plusDays(1));
  }

  /** Whether nobody has read the entry against reality for longer than its owners allow. */
  public boolean isStale(LocalDate today) {
    return reviewed.plusDays(reviewEvery.toDays()).isBefore(today);
  }
}
