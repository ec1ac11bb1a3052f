package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.Cause;
import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Step;
import dev.waymark.model.entry.Step.QueryStep;
import dev.waymark.model.entry.Verification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds all checks of an entry: in steps, in causes, and behind actions. */
final class Checks {
  private Checks() {}

  /** In the order of the entry. */
  static List<Check> of(Entry entry) {
    return List.copyOf(byNode(entry).values());
  }

  /** Each by the slug of its step, cause or action, in the order of the entry. */
  static Map<String, Check> byNode(Entry entry) {
    Map<String, Check> checks = new LinkedHashMap<>();
    for (Step step : entry.steps()) {
      if (step instanceof QueryStep query) {
        checks.put(step.heading().slug(), query.check());
      }
    }
    for (Cause cause : entry.causes()) {
      cause.evidence().ifPresent(check -> checks.put(cause.heading().slug(), check));
    }
    for (Action action : entry.actions()) {
      action
          .verification()
          .flatMap(Verification::check)
          .ifPresent(check -> checks.put(action.heading().slug(), check));
    }
    return checks;
  }
}
