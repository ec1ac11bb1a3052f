package dev.waymark.server.incident.page;

import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/** What happened in an incident, oldest first. */
record TimelineView(
    IncidentRowView incident, Optional<Moment> ended, List<Item> items, Optional<Pages> pages) {
  TimelineView {
    items = List.copyOf(items);
  }

  /**
   * Which part of it is shown, if it has several.
   *
   * @param all how many lines there are
   */
  record Pages(int page, int of, String all) {
    public int before() {
      return page - 1;
    }

    public int after() {
      return page < of ? page + 1 : 0;
    }
  }

  /**
   * One line.
   *
   * @param sinceStart how long after the incident opened
   * @param step slug of the step; empty if it belongs to none
   */
  record Item(
      Moment at, String sinceStart, String actor, boolean person, String text, String step) {}
}
