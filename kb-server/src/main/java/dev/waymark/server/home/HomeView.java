package dev.waymark.server.home;

import dev.waymark.server.incident.page.IncidentRowView;
import dev.waymark.server.web.CodeView.Part;
import java.util.List;
import java.util.Optional;

/**
 * The first page.
 *
 * @param text what was searched for; empty if nothing was
 * @param demonstration offered as long as no incident has been opened
 */
record HomeView(
    String text,
    List<Match> matches,
    List<IncidentRowView> open,
    List<IncidentRowView> recent,
    Optional<Demonstration> demonstration,
    int entries,
    String key) {
  HomeView {
    matches = List.copyOf(matches);
    open = List.copyOf(open);
    recent = List.copyOf(recent);
  }

  public boolean isSearched() {
    return !text.isBlank();
  }

  /**
   * An entry that fits.
   *
   * @param symptoms those with found words in them, the words marked by their kind
   */
  record Match(
      String id,
      String title,
      String service,
      String severity,
      boolean runs,
      List<List<Part>> symptoms) {
    Match {
      symptoms = List.copyOf(symptoms);
    }
  }

  /** Something to try without any access to anything. */
  record Demonstration(String entryId, String entryTitle, String scenario, String scenarioTitle) {}
}
