package dev.waymark.server.entry.page;

import dev.waymark.server.entry.page.EntryView.ScenarioLine;
import dev.waymark.server.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The form that starts a run.
 *
 * @param scenario the one chosen; empty for live data
 * @param problem why the last try failed
 * @param alert that it is started for
 */
record StartView(
    String id,
    String title,
    List<ScenarioLine> scenarios,
    String scenario,
    LiveView live,
    List<ParameterView> parameters,
    String incidentTitle,
    String severity,
    Optional<Problem> problem,
    Optional<Long> alert,
    String key) {
  StartView {
    scenarios = List.copyOf(scenarios);
    parameters = List.copyOf(parameters);
  }
}
