package dev.waymark.server.review;

import dev.waymark.model.incident.Review;
import dev.waymark.runbooks.record.IncidentFacts;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.run.RunView;
import java.util.List;

/**
 * A review with all that it looks back on.
 *
 * @param runs oldest first
 * @param drafted whether the text is what the record says, and nobody has written yet
 */
public record ReviewedIncident(
    Incident incident, Review review, IncidentFacts facts, List<RunView> runs, boolean drafted) {
  public ReviewedIncident {
    runs = List.copyOf(runs);
  }
}
