package dev.waymark.server.incident.page;

import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/** What happened in an incident, oldest first. */
record TimelineView(
    IncidentRowView incident,
    Optional<Moment> ended,
    List<Tab> tabs,
    List<TimelineLine> lines,
    Optional<Pages> pages) {
  TimelineView {
    tabs = List.copyOf(tabs);
    lines = List.copyOf(lines);
  }

  /** Whose lines are shown. */
  record Tab(String label, String address, boolean shown) {}

  /**
   * Which part of it is shown, if it has several.
   *
   * @param all how many lines there are
   * @param earlier address of the part before; empty for the first
   * @param later address of the part after; empty for the last
   */
  record Pages(int page, int of, String all, String earlier, String later) {}
}
