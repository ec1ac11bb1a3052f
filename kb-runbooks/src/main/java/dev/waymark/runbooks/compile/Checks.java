package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.Cause;
import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Step;
import dev.waymark.model.entry.Step.QueryStep;
import dev.waymark.model.entry.Verification;
import java.util.ArrayList;
import java.util.List;

/** Finds all checks of an entry: in steps, in causes, and behind actions. */
final class Checks {
  private Checks() {}

  static List<Check> of(Entry entry) {
    List<Check> checks = new ArrayList<>();
    for (Step step : entry.steps()) {
      if (step instanceof QueryStep query) {
        checks.add(query.check());
      }
    }
    for (Cause cause : entry.causes()) {
      cause.evidence().ifPresent(checks::add);
    }
    for (Action action : entry.actions()) {
      action.verification().flatMap(Verification::check).ifPresent(checks::add);
    }
    return checks;
  }
}
