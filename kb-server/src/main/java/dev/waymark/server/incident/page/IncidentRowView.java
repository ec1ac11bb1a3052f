package dev.waymark.server.incident.page;

import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * An incident in a list.
 *
 * @param owner who has it in hand
 * @param due when somebody is to be called first; absent once it has ended
 * @param overdue whether that has passed
 * @param where the step that it is at, or the cause that was found
 */
public record IncidentRowView(
    long number,
    String title,
    String entryId,
    String severity,
    String state,
    boolean recorded,
    String openedBy,
    String owner,
    Moment opened,
    Optional<Moment> due,
    boolean overdue,
    String where,
    Optional<String> cause) {
  /** Whether it is looked back on. */
  public boolean reviewed() {
    return List.of("resolved", "escalated", "not-covered").contains(state);
  }
}
