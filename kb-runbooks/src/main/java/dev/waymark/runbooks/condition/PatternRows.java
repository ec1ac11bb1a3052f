package dev.waymark.runbooks.condition;

import dev.waymark.model.entry.StateRow;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.condition.PossibleResults.Possible;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of one {@code State} table together: the first that holds wins. That the last one is
 * {@code otherwise} is for the parser to see.
 */
public final class PatternRows {
  private PatternRows() {}

  /**
   * What is wrong with the rows together.
   *
   * @param conditions of the rows; empty for {@code otherwise} and where the condition doesn't
   *     compile
   * @param findings of the rows; absent if there is none, or none that compiles
   * @param mayBeEmpty whether the answer may have no rows
   */
  public static List<Issue> check(
      SourceFile file,
      List<StateRow> rows,
      List<Optional<Condition>> conditions,
      List<Optional<Sentence>> findings,
      boolean mayBeEmpty) {
    List<Issue> issues = new ArrayList<>();
    Set<String> earlier = new HashSet<>();
    for (StateRow row : rows) {
      if (row.when().filter(when -> !earlier.add(when.text().strip())).isPresent()) {
        issues.add(
            new Issue(
                ConditionIssue.SHADOWED,
                file,
                row.when().orElseThrow().span(),
                "This row is never taken: a row above it has the same condition",
                "Change the condition, or delete the row."));
      }
    }
    if (mayBeEmpty) {
      unguarded(file, rows, conditions).ifPresent(issues::add);
      issues.addAll(missing(file, rows, conditions, findings));
    }
    return issues;
  }

  /** Values of the first row that a row says which holds, or may hold, where there is none. */
  private static List<Issue> missing(
      SourceFile file,
      List<StateRow> rows,
      List<Optional<Condition>> conditions,
      List<Optional<Sentence>> findings) {
    List<Issue> issues = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).when().isPresent() && conditions.get(i).isEmpty()) {
        continue;
      }
      Possible possible =
          conditions.get(i).map(when -> when.outlook().with(0)).orElse(Possible.only(true));
      if (possible.yes()) {
        findings
            .get(i)
            .map(Sentence::needingRow)
            .orElse(List.of())
            .forEach(
                span ->
                    issues.add(
                        new Issue(
                            ConditionIssue.MAY_BE_MISSING,
                            file,
                            span,
                            "This value may be missing: the row holds for an answer without rows too",
                            "Add a row with `rows.size() == 0` above, or say what all rows come to,"
                                + " such as `rows.size()`.")));
      }
      if (!possible.no()) {
        break;
      }
    }
    return issues;
  }

  /** Plays the table on an answer without rows up to the row that holds. */
  private static Optional<Issue> unguarded(
      SourceFile file, List<StateRow> rows, List<Optional<Condition>> conditions) {
    for (int i = 0; i < rows.size(); i++) {
      Optional<Condition> condition = conditions.get(i);
      if (rows.get(i).when().isEmpty()) {
        return Optional.empty();
      }
      if (condition.isEmpty()) {
        continue;
      }
      Possible possible = condition.get().outlook().with(0);
      if (!possible.yes() && !possible.no()) {
        return Optional.of(
            new Issue(
                ConditionIssue.UNGUARDED_ROW,
                file,
                rows.get(i).when().orElseThrow().span(),
                "`row` is read here, but no row above handles an answer without rows",
                "Add a row with `rows.size() == 0` above, or use rows.exists(r, …)."));
      }
      if (!possible.no() && !possible.failure()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
