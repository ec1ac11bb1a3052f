package dev.waymark.server.run.page;

import dev.waymark.model.incident.Alert;
import dev.waymark.server.alert.Alerts.Standing;
import dev.waymark.server.run.page.IncidentAlertsView.Rule;
import dev.waymark.server.web.MeasurementText;
import dev.waymark.server.web.Moments;
import java.util.List;

/** Shows how the alerts of an incident stand. */
final class AlertsMapper {
  private final Moments moments;

  AlertsMapper(Moments moments) {
    this.moments = moments;
  }

  IncidentAlertsView map(List<Standing> standing) {
    return new IncidentAlertsView(
        standing.stream().mapToInt(Standing::firing).sum(),
        standing.stream().mapToInt(Standing::over).sum(),
        standing.stream().map(this::rule).toList());
  }

  private Rule rule(Standing standing) {
    Alert last = standing.last().alert();
    return new Rule(
        last.rule(),
        standing.firing(),
        standing.over(),
        standing.firedAgain(),
        last.targets().stream()
            .findFirst()
            .map(target -> target.substring(target.lastIndexOf('/') + 1))
            .orElse(""),
        moments.of(last.firedAt()),
        last.resolvedAt().map(moments::of),
        last.measurements().stream().map(MeasurementText::of).toList(),
        last.links());
  }
}
