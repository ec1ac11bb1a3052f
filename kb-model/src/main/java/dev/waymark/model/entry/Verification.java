package dev.waymark.model.entry;

import java.util.List;
import java.util.Optional;

/**
 * The {@code #### Verify} of an action.
 *
 * @param check what asks a source; absent if a person is asked
 * @param verdicts what a person may answer; empty if a source is asked
 */
public record Verification(
    Heading heading, Prose prose, Optional<Check> check, List<VerdictRow> verdicts) {
  /** Under this name its check, and only this, knows when the action was carried out. */
  public static final String SINCE = "since";

  public Verification {
    verdicts = List.copyOf(verdicts);
  }
}
