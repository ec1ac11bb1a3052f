package dev.waymark.server.web.incident;

import dev.waymark.server.web.shell.Moment;
import java.util.List;
import java.util.Optional;

/** What happened in an incident, oldest first. */
record TimelineView(IncidentRow incident, Optional<Moment> ended, List<Item> items) {
  TimelineView {
    items = List.copyOf(items);
  }

  /**
   * One line.
   *
   * @param sinceStart how long after the incident opened
   * @param step slug of the step; empty where it belongs to none
   */
  record Item(
      Moment at, String sinceStart, String actor, boolean person, String text, String step) {}
}
