package dev.waymark.server.lesson.page;

import dev.waymark.model.incident.FollowUp;
import java.time.LocalDate;

/**
 * A follow-up in a list.
 *
 * @param lesson number of the one that it comes of; empty if it comes of none
 * @param due as ISO 8601 writes a day
 * @param link what shows that it is done; empty if it isn’t
 * @param reason why it was dropped; empty if it wasn’t
 */
public record FollowUpLine(
    long id,
    long incident,
    String lesson,
    String title,
    String owner,
    String due,
    String state,
    boolean overdue,
    boolean open,
    String link,
    String reason) {

  /** As lists show it. */
  public static FollowUpLine of(FollowUp one, LocalDate today) {
    return new FollowUpLine(
        one.id(),
        one.incident(),
        one.lesson().map(String::valueOf).orElse(""),
        one.title(),
        one.owner(),
        one.due().toString(),
        one.state().label(),
        one.isOverdue(today),
        one.closedAt().isEmpty(),
        one.link().orElse(""),
        one.reason().orElse(""));
  }
}
