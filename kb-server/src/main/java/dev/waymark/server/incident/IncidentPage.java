package dev.waymark.server.incident;

import java.util.List;

/**
 * Some incidents of a longer list.
 *
 * @param total how many the filter lets through
 */
public record IncidentPage(List<Incident> incidents, long total, int page, int size) {
  public IncidentPage {
    incidents = List.copyOf(incidents);
  }

  public int pages() {
    return (int) Math.max(1, (total + size - 1) / size);
  }
}
