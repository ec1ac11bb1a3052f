package dev.waymark.server.incident.page;

import java.util.List;

/**
 * The list of incidents under a filter.
 *
 * @param tabs of all incidents, each with how many it has without the filter
 * @param filtered whether the filter leaves something out
 * @param older address of the next page; empty on the last
 * @param newer address of the page before; empty on the first
 */
record IncidentsView(
    List<IncidentRowView> incidents,
    long total,
    List<Tab> tabs,
    boolean filtered,
    Filter filter,
    List<Choice> entries,
    List<String> services,
    String older,
    String newer) {
  IncidentsView {
    incidents = List.copyOf(incidents);
    tabs = List.copyOf(tabs);
    entries = List.copyOf(entries);
    services = List.copyOf(services);
  }

  /** The address of the tab that is shown, which the filter keeps. */
  public String show() {
    return tabs.stream()
        .filter(Tab::shown)
        .findFirst()
        .map(tab -> tab.address().substring(tab.address().indexOf('=') + 1))
        .orElse("");
  }

  /** A list of its own. */
  record Tab(String label, String address, long total, boolean shown) {}

  /** What the form holds; empty texts filter nothing. */
  record Filter(
      String state,
      String service,
      String entry,
      String cause,
      String severity,
      String owner,
      String due,
      String text) {
    public boolean isEmpty() {
      return (state + service + entry + cause + severity + owner + due + text).isEmpty();
    }
  }

  /** One thing to choose. */
  record Choice(String id, String title) {}
}
