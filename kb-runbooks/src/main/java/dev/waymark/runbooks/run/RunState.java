package dev.waymark.runbooks.run;

import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.Request;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run stands, as its events say.
 *
 * @param parameters in the order of the front matter
 * @param visits in the order of arrival; the last one is where the run is, or was when it ended
 * @param remembered in the order in which they were first remembered
 * @param cause the id of the cause confirmed last
 * @param outcome empty while the run goes on
 * @param request what is needed next; empty once the run has ended
 */
public record RunState(
    Map<String, Object> parameters,
    Optional<String> scenario,
    List<Visit> visits,
    Map<String, Object> remembered,
    Optional<String> cause,
    Optional<Outcome> outcome,
    Optional<Request> request) {
  public RunState {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    remembered = Collections.unmodifiableMap(new LinkedHashMap<>(remembered));
    visits = List.copyOf(visits);
    if (visits.isEmpty()) {
      throw new IllegalArgumentException("a run begins with a visit");
    }
  }

  /** Where the run is, or was when it ended. */
  public Visit current() {
    return visits.get(visits.size() - 1);
  }
}
