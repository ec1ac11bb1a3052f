package dev.waymark.server.incident.page;

import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.IncidentPage;
import dev.waymark.server.web.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes list rows of incidents. */
@ApplicationScoped
public class IncidentRows {
  private final Moments moments;

  IncidentRows(Moments moments) {
    this.moments = moments;
  }

  public List<IncidentRowView> of(IncidentPage page) {
    return page.incidents().stream().map(this::of).toList();
  }

  IncidentRowView of(Incident incident) {
    return new IncidentRowView(
        incident.number(),
        incident.title(),
        incident.entryId(),
        incident.severity().label(),
        incident.state().label(),
        incident.scenario().isPresent(),
        incident.openedBy(),
        moments.of(incident.openedAt()),
        incident.nodeTitle(),
        incident.causeTitle());
  }
}
