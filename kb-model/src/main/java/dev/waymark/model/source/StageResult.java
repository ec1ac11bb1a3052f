package dev.waymark.model.source;

import java.util.List;
import java.util.Optional;

/**
 * What a stage made of its input, and every issue that it found on the way. A value may be present
 * although there are errors: later stages then find their own issues in what could be understood.
 */
public record StageResult<T>(Optional<T> value, List<Issue> issues) {
  public StageResult {
    issues = List.copyOf(issues);
  }

  public static <T> StageResult<T> of(T value, List<Issue> issues) {
    return new StageResult<>(Optional.of(value), issues);
  }

  public static <T> StageResult<T> failed(List<Issue> issues) {
    return new StageResult<>(Optional.empty(), issues);
  }

  public boolean hasErrors() {
    return issues.stream().anyMatch(issue -> issue.severity() == Severity.ERROR);
  }
}
