package dev.waymark.model.run;

import java.util.List;

/**
 * What a step found: in one sentence, with the values that it rests on. It is kept as it was shown,
 * so that it reads the same whatever becomes of the entry.
 *
 * @param text plain text on one line
 * @param seen what was looked at to find it, as people read it
 */
public record StepFinding(String text, List<SeenValue> seen) {
  public StepFinding {
    seen = List.copyOf(seen);
  }
}
