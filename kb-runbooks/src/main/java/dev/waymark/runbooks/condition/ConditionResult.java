package dev.waymark.runbooks.condition;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What a condition says of an answer. */
public sealed interface ConditionResult {
  /** The values that the condition saw, or why it could not be evaluated: one short line. */
  String explanation();

  /** The values that it saw; none if it could not be evaluated. */
  List<Sight> seen();

  record Holds(String explanation, List<Sight> seen) implements ConditionResult {
    public Holds {
      requireNonNull(explanation);
      seen = List.copyOf(seen);
    }
  }

  record DoesNotHold(String explanation, List<Sight> seen) implements ConditionResult {
    public DoesNotHold {
      requireNonNull(explanation);
      seen = List.copyOf(seen);
    }
  }

  /** It could not be evaluated: it neither holds nor lets the next pattern be tried. */
  record Failed(String explanation) implements ConditionResult {
    public Failed {
      requireNonNull(explanation);
    }

    @Override
    public List<Sight> seen() {
      return List.of();
    }
  }
}
