package dev.waymark.server.run.page;

import dev.waymark.server.alert.Alerts;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.run.IncidentRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The incidents that were looked at last, as they stood then: shown while the store is away. */
@ApplicationScoped
class RecentIncidents {
  private static final int MOST = 50;

  private final Map<Long, Snapshot> recent = new LinkedHashMap<>(MOST, 0.75f, true);

  /**
   * All that the page of an incident is made of.
   *
   * @param readAt when it stood like this
   */
  record Snapshot(
      Incident incident, IncidentRuns runs, List<Alerts.Standing> alerts, Instant readAt) {
    Snapshot {
      alerts = List.copyOf(alerts);
    }
  }

  void keep(Snapshot snapshot) {
    synchronized (recent) {
      recent.put(snapshot.incident().number(), snapshot);
      if (recent.size() > MOST) {
        recent.remove(recent.keySet().iterator().next());
      }
    }
  }

  Optional<Snapshot> find(long number) {
    synchronized (recent) {
      return Optional.ofNullable(recent.get(number));
    }
  }
}
