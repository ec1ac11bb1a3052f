package dev.waymark.model.source;

import java.util.List;
import java.util.Optional;

/**
 * What a stage made of its input, and every issue that it found on the way. A value may be present
 * although there are errors: later stages then find their own issues in what could be understood.
 */
public record Checked<T>(Optional<T> value, List<Issue> issues) {
  public Checked {
    issues = List.copyOf(issues);
  }

  public static <T> Checked<T> of(T value, List<Issue> issues) {
    return new Checked<>(Optional.of(value), issues);
  }

  public static <T> Checked<T> failed(List<Issue> issues) {
    return new Checked<>(Optional.empty(), issues);
  }

  public boolean hasErrors() {
    return issues.stream().anyMatch(issue -> issue.severity() == Severity.ERROR);
  }
}
