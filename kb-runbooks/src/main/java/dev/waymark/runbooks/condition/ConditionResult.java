package dev.waymark.runbooks.condition;

import static java.util.Objects.requireNonNull;

/** What a condition says of an answer. */
public sealed interface ConditionResult {
  /** The values that the condition saw, or why it could not be evaluated: one short line. */
  String explanation();

  record Holds(String explanation) implements ConditionResult {
    public Holds {
      requireNonNull(explanation);
    }
  }

  record DoesNotHold(String explanation) implements ConditionResult {
    public DoesNotHold {
      requireNonNull(explanation);
    }
  }

  /** It could not be evaluated: it neither holds nor lets the next pattern be tried. */
  record Failed(String explanation) implements ConditionResult {
    public Failed {
      requireNonNull(explanation);
    }
  }
}
