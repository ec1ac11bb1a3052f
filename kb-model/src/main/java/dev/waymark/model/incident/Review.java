package dev.waymark.model.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What people look back on when an incident has ended.
 *
 * @param revision from 1; each change is made on the one before
 * @param closed empty while people write it
 */
public record Review(
    long incident,
    int revision,
    Instant openedAt,
    Instant updatedAt,
    String updatedBy,
    Optional<Closed> closed,
    Text text) {
  public Review {
    requireNonNull(openedAt);
    requireNonNull(updatedAt);
    requireNonNull(updatedBy);
    requireNonNull(text);
  }

  /** That it was closed. */
  public record Closed(Instant at, String by) {}

  /**
   * What people write, in Markdown; empty if they haven't yet.
   *
   * @param beganAt when the trouble began, which only people know for certain
   * @param noLessonReason why there is nothing to be learned
   */
  public record Text(
      Optional<Instant> beganAt,
      String summary,
      String impact,
      String wentWell,
      String wentBadly,
      String noLessonReason) {
    public static final Text EMPTY = new Text(Optional.empty(), "", "", "", "", "");

    public Text {
      requireNonNull(summary);
      requireNonNull(impact);
      requireNonNull(wentWell);
      requireNonNull(wentBadly);
      requireNonNull(noLessonReason);
    }
  }
}
