package dev.waymark.server.incident.page;

import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.IncidentPage;
import dev.waymark.server.web.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    Optional<Instant> due = incident.state().isActive() ? incident.dueAt() : Optional.empty();
    return new IncidentRowView(
        incident.number(),
        incident.title(),
        incident.entryId(),
        incident.severity().label(),
        incident.state().label(),
        incident.scenario().isPresent(),
        incident.openedBy(),
        incident.owner(),
        moments.of(incident.openedAt()),
        due.map(moments::of),
        due.filter(moments::isPast).isPresent(),
        incident.nodeTitle(),
        incident.causeTitle());
  }
}
