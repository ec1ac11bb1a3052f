package dev.waymark.server.incident.page;

import java.util.List;

/**
 * The list of incidents under a filter.
 *
 * @param filtered whether the filter leaves something out
 * @param older address of the next page; empty on the last
 * @param newer address of the page before; empty on the first
 */
record IncidentsView(
    List<IncidentRowView> incidents,
    long total,
    boolean filtered,
    Filter filter,
    List<Choice> entries,
    String older,
    String newer) {
  IncidentsView {
    incidents = List.copyOf(incidents);
    entries = List.copyOf(entries);
  }

  /** What the form holds; empty texts filter nothing. */
  record Filter(String state, String entry, String cause, String severity, String text) {
    public boolean isEmpty() {
      return (state + entry + cause + severity + text).isEmpty();
    }
  }

  /** One thing to choose. */
  record Choice(String id, String title) {}
}
