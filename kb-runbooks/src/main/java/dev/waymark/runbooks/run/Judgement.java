package dev.waymark.runbooks.run;

import dev.waymark.model.run.PatternResult;
import dev.waymark.model.run.PatternResult.Held;
import dev.waymark.model.run.RunEvent.BranchProposed;
import dev.waymark.runbooks.condition.Bindings;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.condition.ConditionResult;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries a check's patterns in order: the first that holds is proposed, one that fails stops. */
final class Judgement {
  private static final String NOT_TRIED = "not tried";

  private Judgement() {}

  /** What a complete answer calls for. */
  static BranchProposed of(int visit, CompiledCheck check, Bindings bindings) {
    List<PatternResult> results = new ArrayList<>();
    for (int i = 0; i < check.branches().size(); i++) {
      ConditionResult verdict = verdict(check.branches().get(i), bindings);
      results.add(new PatternResult(i, heldOf(verdict), verdict.explanation()));
      if (!(verdict instanceof ConditionResult.DoesNotHold)) {
        return stopped(visit, check, results, verdict);
      }
    }
    return new BranchProposed(visit, results, Optional.empty(), "No pattern holds");
  }

  /** Nothing is proposed, for a reason that lies before the patterns. */
  static BranchProposed nothing(int visit, CompiledCheck check, String why) {
    List<PatternResult> results = new ArrayList<>();
    addNotTried(check, results);
    return new BranchProposed(visit, results, Optional.empty(), why);
  }

  private static BranchProposed stopped(
      int visit, CompiledCheck check, List<PatternResult> results, ConditionResult verdict) {
    int last = results.size() - 1;
    addNotTried(check, results);
    if (verdict instanceof ConditionResult.Failed) {
      String why =
          "Pattern %d can't be decided, so nothing is proposed: %s"
              .formatted(last + 1, verdict.explanation());
      return new BranchProposed(visit, results, Optional.empty(), why);
    }
    String why =
        check
            .branches()
            .get(last)
            .when()
            .map(Condition::text)
            .map("`%s` holds"::formatted)
            .orElse("No other pattern holds");
    return new BranchProposed(visit, results, Optional.of(last), why);
  }

  private static ConditionResult verdict(Branch branch, Bindings bindings) {
    return branch
        .when()
        .map(condition -> condition.evaluate(bindings))
        .orElseGet(() -> new ConditionResult.Holds("no earlier pattern holds"));
  }

  private static Held heldOf(ConditionResult verdict) {
    return switch (verdict) {
      case ConditionResult.Holds _ -> Held.YES;
      case ConditionResult.DoesNotHold _ -> Held.NO;
      case ConditionResult.Failed _ -> Held.FAILED;
    };
  }

  private static void addNotTried(CompiledCheck check, List<PatternResult> results) {
    for (int i = results.size(); i < check.branches().size(); i++) {
      results.add(new PatternResult(i, Held.NOT_TRIED, NOT_TRIED));
    }
  }
}
