package dev.waymark.runbooks.fence;

import dev.waymark.model.source.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What became of a fence's body.
 *
 * @param value what it says; absent if something is wrong, or if a value that isn't bound yet
 *     decides it
 * @param faults what is wrong with it, in the order of the text
 */
public record Body<T>(Optional<T> value, List<BodyFault> faults) {
  public Body {
    faults = List.copyOf(faults);
  }

  /** A body whose value counts only if no fault is an error. */
  public static <T> Body<T> of(Optional<T> value, List<BodyFault> faults) {
    boolean broken = faults.stream().anyMatch(f -> f.code().severity() == Severity.ERROR);
    return new Body<>(broken ? Optional.empty() : value, faults);
  }
}
