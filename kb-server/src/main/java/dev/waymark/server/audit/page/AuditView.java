package dev.waymark.server.audit.page;

import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * A page of the audit log.
 *
 * @param older where the next page is
 * @param download where the events of this filter are as a file
 * @param problem why the filter can't be used
 */
record AuditView(
    List<Line> events,
    List<Choice> actions,
    Filter filter,
    boolean filtered,
    boolean first,
    Optional<String> older,
    String download,
    Optional<String> problem) {
  AuditView {
    events = List.copyOf(events);
    actions = List.copyOf(actions);
  }

  /** What was chosen, as it was typed. */
  record Filter(String action, String who, String address, String from, String to) {}

  /** What may be chosen. */
  record Choice(String value, String words) {}

  /** An event. Of what repeated, {@code at} is the last time. */
  record Line(
      Moment at,
      Optional<Moment> since,
      long times,
      String action,
      boolean failed,
      String actor,
      String subject,
      String address,
      String detail) {}
}
