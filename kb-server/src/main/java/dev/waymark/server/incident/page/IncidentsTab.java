package dev.waymark.server.incident.page;

import dev.waymark.model.incident.IncidentState;
import dev.waymark.server.incident.IncidentQuery;
import dev.waymark.server.incident.IncidentQuery.Kind;
import dev.waymark.server.incident.IncidentQuery.Order;
import java.util.Arrays;
import java.util.Locale;

/** The lists that incidents are parted into: drills stand apart from what is real. */
enum IncidentsTab {
  ACTIVE("Going on", real().in(active()), Order.MOST_URGENT),
  ENDED("Ended", real().in(ended()), Order.NEWEST),
  DRILLS("Drills", IncidentQuery.all().only(Kind.DRILL), Order.NEWEST),
  ALL("All", IncidentQuery.all(), Order.NEWEST);

  private final String label;
  private final IncidentQuery query;
  private final Order order;

  IncidentsTab(String label, IncidentQuery query, Order order) {
    this.label = label;
    this.query = query;
    this.order = order;
  }

  /**
   * The one that an address names; else the first, or the last under a filter, so that nothing that
   * is looked for is missed.
   */
  static IncidentsTab of(String address, boolean unfiltered) {
    return Arrays.stream(values())
        .filter(tab -> tab.address().equals(address))
        .findFirst()
        .orElse(unfiltered ? ACTIVE : ALL);
  }

  String label() {
    return label;
  }

  String address() {
    return name().toLowerCase(Locale.ROOT);
  }

  IncidentQuery query() {
    return query;
  }

  Order order() {
    return order;
  }

  private static IncidentQuery real() {
    return IncidentQuery.all().only(Kind.REAL);
  }

  private static IncidentState[] active() {
    return Arrays.stream(IncidentState.values())
        .filter(IncidentState::isActive)
        .toArray(IncidentState[]::new);
  }

  private static IncidentState[] ended() {
    return Arrays.stream(IncidentState.values())
        .filter(state -> !state.isActive())
        .toArray(IncidentState[]::new);
  }
}
