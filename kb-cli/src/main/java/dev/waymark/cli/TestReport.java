package dev.waymark.cli;

import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.scenario.Coverage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What came of the scenarios of some entries.
 *
 * @param errors of what belongs to no entry, such as a folder of scenarios without one
 */
record TestReport(List<EntryReport> entries, List<Issue> errors) {
  TestReport {
    entries = List.copyOf(entries);
    errors = List.copyOf(errors);
  }

  /**
   * What came of one entry's scenarios.
   *
   * @param errors that keep the entry from running, so that none of its scenarios was walked
   * @param coverage where it was asked for
   */
  record EntryReport(
      CompiledEntry entry,
      List<Issue> errors,
      List<ScenarioReport> scenarios,
      Optional<Coverage> coverage) {
    EntryReport {
      errors = List.copyOf(errors);
      scenarios = List.copyOf(scenarios);
    }

    long count(Predicate<Outcome> outcome) {
      return scenarios.stream().map(ScenarioReport::outcome).filter(outcome).count();
    }

    Duration took() {
      return scenarios.stream().map(ScenarioReport::took).reduce(Duration.ZERO, Duration::plus);
    }
  }

  /**
   * What came of one scenario.
   *
   * @param name of its folder
   * @param title empty if its file can't be read
   */
  record ScenarioReport(String name, String title, Duration took, Outcome outcome) {
    /** The name, with the title if it has one. */
    String heading() {
      return title.isEmpty() ? name : name + ": " + title;
    }
  }

  /** How a scenario came out. */
  sealed interface Outcome {
    record Passed() implements Outcome {}

    /**
     * It can't be read, or leaves its path.
     *
     * @param message in a line
     * @param errors of its files
     * @param details what happened, a line each
     */
    record Failed(String message, List<Issue> errors, List<String> details) implements Outcome {
      public Failed {
        errors = List.copyOf(errors);
        details = List.copyOf(details);
      }
    }

    /** Its entry has errors. */
    record NotRun() implements Outcome {}
  }

  static boolean isPassed(Outcome outcome) {
    return outcome instanceof Outcome.Passed;
  }

  static boolean isFailed(Outcome outcome) {
    return outcome instanceof Outcome.Failed;
  }

  static boolean isNotRun(Outcome outcome) {
    return outcome instanceof Outcome.NotRun;
  }

  long count(Predicate<Outcome> outcome) {
    return entries.stream().mapToLong(entry -> entry.count(outcome)).sum();
  }

  long brokenEntries() {
    return entries.stream().filter(entry -> !entry.errors().isEmpty()).count();
  }

  boolean passed() {
    return count(TestReport::isFailed) == 0 && brokenEntries() == 0 && errors.isEmpty();
  }

  /** In a sentence: what isn't zero, and always how many passed and failed. */
  String total() {
    long passed = count(TestReport::isPassed);
    long failed = count(TestReport::isFailed);
    long notRun = count(TestReport::isNotRun);
    return CountText.of(passed + failed + notRun, "scenario", "scenarios")
        + ": %d passed, %d failed".formatted(passed, failed)
        + (notRun == 0 ? "" : ", %d not run".formatted(notRun))
        + (brokenEntries() == 0
            ? ""
            : "; " + CountText.of(brokenEntries(), "entry has errors", "entries have errors"))
        + (errors.isEmpty()
            ? ""
            : "; " + CountText.of(errors.size(), "error", "errors") + " outside of the entries");
  }
}
