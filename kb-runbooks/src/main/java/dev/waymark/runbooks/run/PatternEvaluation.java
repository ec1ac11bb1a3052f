package dev.waymark.runbooks.run;

import dev.waymark.model.run.PatternResult;
import dev.waymark.model.run.PatternResult.Held;
import dev.waymark.model.run.RunEvent.BranchProposed;
import dev.waymark.model.run.StepFinding;
import dev.waymark.runbooks.condition.Bindings;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.condition.ConditionResult;
import dev.waymark.runbooks.condition.Sight;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries a check's patterns in order: the first that holds is proposed, one that fails stops. */
final class PatternEvaluation {
  private static final String NOT_TRIED = "not tried";

  private PatternEvaluation() {}

  /**
   * What a complete answer calls for.
   *
   * @param at when the answer was given
   */
  static BranchProposed of(int visit, CompiledCheck check, Bindings bindings, Instant at) {
    List<PatternResult> results = new ArrayList<>();
    List<Sight> seen = new ArrayList<>();
    for (int i = 0; i < check.branches().size(); i++) {
      Branch branch = check.branches().get(i);
      ConditionResult verdict = verdict(branch, bindings);
      results.add(new PatternResult(i, heldOf(verdict), verdict.explanation()));
      switch (verdict) {
        case ConditionResult.DoesNotHold no -> seen.addAll(no.seen());
        case ConditionResult.Failed failed -> {
          addNotTried(check, results);
          String why =
              "Pattern %d can't be decided, so nothing is proposed: %s"
                  .formatted(i + 1, failed.explanation());
          return new BranchProposed(visit, results, Optional.empty(), why, Optional.empty());
        }
        case ConditionResult.Holds holds -> {
          addNotTried(check, results);
          List<Sight> decisive = branch.when().isPresent() ? holds.seen() : seen;
          StepFinding finding =
              branch.conclusion().finding(bindings, decisive, Optional.of(day(at)));
          return new BranchProposed(
              visit, results, Optional.of(i), why(branch), Optional.of(finding));
        }
      }
    }
    return new BranchProposed(
        visit, results, Optional.empty(), "No pattern holds", Optional.empty());
  }

  /** Nothing is proposed, for a reason that lies before the patterns. */
  static BranchProposed nothing(int visit, CompiledCheck check, String why) {
    List<PatternResult> results = new ArrayList<>();
    addNotTried(check, results);
    return new BranchProposed(visit, results, Optional.empty(), why, Optional.empty());
  }

  /**
   * What is found when a person takes a branch that isn't proposed.
   *
   * @param at when the answer was given
   */
  static StepFinding chosen(Branch branch, Bindings bindings, Instant at) {
    List<Sight> seen = branch.when().map(when -> when.evaluate(bindings).seen()).orElse(List.of());
    return branch.conclusion().finding(bindings, seen, Optional.of(day(at)));
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private static String why(Branch branch) {
    return branch
        .when()
        .map(Condition::text)
        .map("`%s` holds"::formatted)
        .orElse("No other pattern holds");
  }

  private static ConditionResult verdict(Branch branch, Bindings bindings) {
    return branch
        .when()
        .map(condition -> condition.evaluate(bindings))
        .orElseGet(() -> new ConditionResult.Holds("no earlier pattern holds", List.of()));
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
