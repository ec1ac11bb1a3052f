package dev.waymark.server.home;

import dev.waymark.server.incident.page.IncidentRowView;
import dev.waymark.server.web.CodeView.Part;
import java.util.List;
import java.util.Optional;

/**
 * The first page.
 *
 * @param text what was searched for; empty if nothing was
 * @param urgent the real incidents that go on, the most urgent first
 * @param mine what goes on and is in the reader's hands, drills among them
 * @param recent real incidents that ended lately
 * @param demonstration something to try; absent if no entry has a scenario
 */
record HomeView(
    String text,
    List<Match> matches,
    Listing urgent,
    Listing mine,
    List<IncidentRowView> recent,
    Optional<Demonstration> demonstration,
    int entries,
    String key) {
  HomeView {
    matches = List.copyOf(matches);
    recent = List.copyOf(recent);
  }

  public boolean isSearched() {
    return !text.isBlank();
  }

  /**
   * The first incidents of a longer list.
   *
   * @param more how many there are besides
   */
  record Listing(List<IncidentRowView> incidents, long more) {
    Listing {
      incidents = List.copyOf(incidents);
    }

    static Listing of(List<IncidentRowView> first, long total) {
      return new Listing(first, total - first.size());
    }
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
