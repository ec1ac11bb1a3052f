package dev.waymark.server.alert.page;

import dev.waymark.model.incident.AlertLink;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * The list of alerts.
 *
 * @param more whether there are more than these
 * @param unstarted how many fire whose entry couldn't be started
 */
record AlertsView(
    Filter filter, List<Line> alerts, boolean more, int unstarted, Optional<Problem> problem) {
  AlertsView {
    alerts = List.copyOf(alerts);
  }

  /**
   * What is shown; empty texts filter nothing.
   *
   * @param entry {@code none} or {@code unstarted}
   */
  record Filter(String state, String rule, String source, String incident, String entry) {
    public boolean isSet() {
      return !(state + rule + source + incident + entry).isEmpty();
    }
  }

  /**
   * An alert.
   *
   * @param targets as short as people tell them apart
   * @param endedBefore when it had ended before it fired again
   * @param measurements each in a phrase
   * @param entry that it opens
   */
  record Line(
      long id,
      String rule,
      String source,
      Optional<String> severity,
      boolean firing,
      String description,
      List<Target> targets,
      List<Label> labels,
      Moment firedAt,
      Optional<Moment> resolvedAt,
      Optional<Moment> endedBefore,
      int times,
      List<Label> annotations,
      List<String> measurements,
      List<AlertLink> links,
      Optional<String> entry,
      Optional<Long> incident,
      Optional<String> obstacle) {}

  /** What an alert is about: its last name, and all of it. */
  record Target(String name, String all) {}

  record Label(String name, String value) {}
}
