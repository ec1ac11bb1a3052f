package dev.waymark.runbooks.condition;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.StageResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles conditions; the same text with the same types is compiled once. */
public final class Conditions {
  private static final Scope NO_ANSWER = new Scope(Optional.empty(), Map.of(), Map.of());

  private Conditions() {}

  /** Compiles a pattern's condition, which must be true or false. */
  public static StageResult<Condition> compile(SourceFile file, Excerpt excerpt, Scope scope) {
    return compile(file, excerpt, scope, Purpose.PATTERN);
  }

  /** Compiles an expression of any type, such as a value to remember. */
  public static StageResult<Condition> compileValue(SourceFile file, Excerpt excerpt, Scope scope) {
    return compile(file, excerpt, scope, Purpose.VALUE);
  }

  /** Compiles a condition over {@code alert}. */
  public static StageResult<Condition> compileAlert(SourceFile file, Excerpt excerpt) {
    return compile(file, excerpt, NO_ANSWER, Purpose.ALERT);
  }

  /** Compiles an expression over {@code alert} that gives a parameter its value. */
  public static StageResult<Condition> compileAlertValue(SourceFile file, Excerpt excerpt) {
    return compile(file, excerpt, NO_ANSWER, Purpose.ALERT_VALUE);
  }

  static StageResult<Condition> compile(
      SourceFile file, Excerpt excerpt, Scope scope, Purpose purpose) {
    Excerpt written = excerpt.strip();
    ExpressionCompiler.Outcome outcome = ExpressionCompiler.compile(written.text(), scope, purpose);
    List<Issue> issues = outcome.faults().stream().map(fault -> fault.in(file, written)).toList();
    return new StageResult<>(outcome.condition(), issues);
  }
}
