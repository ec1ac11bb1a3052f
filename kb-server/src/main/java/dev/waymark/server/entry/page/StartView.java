package dev.waymark.server.entry.page;

import dev.waymark.server.entry.page.EntryView.ScenarioLine;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.web.IssueView;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * The form that starts a run.
 *
 * @param path of the entry's file
 * @param broken the first thing that keeps the entry from running
 * @param scenario the one chosen; empty for live data
 * @param past earlier starts whose values can be taken
 * @param problem why the last try failed, beside what stands at the parameters
 * @param alert that it is started for
 */
record StartView(
    String id,
    String title,
    String path,
    Optional<IssueView> broken,
    List<ScenarioLine> scenarios,
    String scenario,
    LiveView live,
    List<ParameterView> parameters,
    List<PastLine> past,
    String incidentTitle,
    String severity,
    Optional<Problem> problem,
    Optional<Long> alert,
    String key) {
  StartView {
    scenarios = List.copyOf(scenarios);
    parameters = List.copyOf(parameters);
    past = List.copyOf(past);
  }

  /** An incident that was started before. */
  record PastLine(long number, Moment at, boolean sameTarget) {}

  /** The parameters whose values were refused. */
  public List<ParameterView> refused() {
    return parameters.stream().filter(parameter -> !parameter.problem().isEmpty()).toList();
  }
}
