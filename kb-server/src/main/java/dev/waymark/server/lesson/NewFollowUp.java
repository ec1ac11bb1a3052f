package dev.waymark.server.lesson;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A follow-up that somebody writes down.
 *
 * @param lesson that it comes of
 */
public record NewFollowUp(Optional<Long> lesson, String title, String owner, LocalDate due) {
  public NewFollowUp {
    requireNonNull(lesson);
    requireNonNull(title);
    requireNonNull(owner);
    requireNonNull(due);
  }
}
