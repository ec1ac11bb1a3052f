package dev.waymark.server.incident.page;

import dev.waymark.model.incident.IncidentState;
import dev.waymark.server.incident.IncidentQuery;
import dev.waymark.server.incident.IncidentQuery.Kind;
import dev.waymark.server.incident.IncidentQuery.Order;
import java.util.Arrays;
import java.util.Locale;

/** The lists that incidents are parted into: drills stand apart from what is real. */
enum IncidentsTab {
  ACTIVE("Going on"),
  ENDED("Ended"),
  DRILLS("Drills"),
  ALL("All");

  private final String label;

  IncidentsTab(String label) {
    this.label = label;
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
    return switch (this) {
      case ACTIVE -> real().in(active());
      case ENDED -> real().in(ended());
      case DRILLS -> IncidentQuery.all().only(Kind.DRILL);
      case ALL -> IncidentQuery.all();
    };
  }

  Order order() {
    return switch (this) {
      case ACTIVE -> Order.MOST_URGENT;
      case ENDED, DRILLS, ALL -> Order.NEWEST;
    };
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
