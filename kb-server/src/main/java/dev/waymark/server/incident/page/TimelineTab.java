package dev.waymark.server.incident.page;

import dev.waymark.model.incident.Actor;
import dev.waymark.server.incident.TimelineItem;
import java.util.Arrays;
import java.util.Locale;

/** Whose lines of a timeline are shown. */
enum TimelineTab {
  ALL("All"),
  PEOPLE("People"),
  ENGINE("Engine");

  private final String label;

  TimelineTab(String label) {
    this.label = label;
  }

  /** The one that an address names; else all. */
  static TimelineTab of(String address) {
    return Arrays.stream(values())
        .filter(tab -> tab.address().equals(address))
        .findFirst()
        .orElse(ALL);
  }

  String label() {
    return label;
  }

  String address() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean has(TimelineItem item) {
    boolean byPerson = item.actor().kind() == Actor.Kind.PERSON;
    return switch (this) {
      case ALL -> true;
      case PEOPLE -> byPerson;
      case ENGINE -> !byPerson;
    };
  }
}
