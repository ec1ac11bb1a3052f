package dev.waymark.model.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Something to be done lest an incident come back.
 *
 * @param lesson the lesson that it came of
 * @param link what shows that it is done
 * @param reason why it was dropped
 */
public record FollowUp(
    long id,
    long incident,
    Optional<Long> lesson,
    String title,
    String owner,
    LocalDate due,
    FollowUpState state,
    Instant createdAt,
    String createdBy,
    Optional<Instant> closedAt,
    Optional<String> closedBy,
    Optional<String> link,
    Optional<String> reason) {
  public FollowUp {
    requireNonNull(title);
    requireNonNull(owner);
    requireNonNull(due);
    requireNonNull(state);
  }

  /** Whether it should have been done by now. */
  public boolean isOverdue(LocalDate today) {
    return state == FollowUpState.OPEN && due.isBefore(today);
  }
}
