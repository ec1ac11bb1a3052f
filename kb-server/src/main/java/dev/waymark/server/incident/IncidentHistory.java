package dev.waymark.server.incident;

import dev.waymark.model.incident.Actor;
import dev.waymark.runbooks.record.IncidentFacts;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.run.RunView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is recorded of an incident.
 *
 * @param own events of the incident itself
 * @param runs those that can be replayed, oldest first
 */
public record IncidentHistory(List<StoredEvent> own, List<RunView> runs) {
  /** An alert that joins has no author, even if it comes in with a person's token. */
  private static final Set<String> DEEDS =
      Set.of(IncidentEvent.Opened.TYPE, IncidentEvent.SeverityChanged.TYPE);

  public IncidentHistory {
    own = List.copyOf(own);
    runs = List.copyOf(runs);
  }

  public IncidentFacts facts() {
    return IncidentFacts.of(firstDeed(), runs.stream().map(RunView::recorded).toList());
  }

  private Optional<Instant> firstDeed() {
    return own.stream()
        .filter(event -> event.actor().kind() == Actor.Kind.PERSON)
        .filter(event -> DEEDS.contains(event.type()))
        .map(StoredEvent::at)
        .findFirst();
  }
}
