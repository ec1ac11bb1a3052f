package dev.waymark.runbooks.condition;

import org.jspecify.annotations.Nullable;

/** One evaluation: what is looked at, the variables of loops, and the steps that are left. */
final class EvaluationFrame {
  /** Some fifty looks at each of ten thousand rows; takes a few milliseconds. */
  static final int MOST_STEPS = 500_000;

  private final TrackedBindings tracked;
  private final @Nullable Object[] variables;
  private int steps;

  EvaluationFrame(TrackedBindings tracked, int variables) {
    this.tracked = tracked;
    this.variables = new @Nullable Object[variables];
  }

  TrackedBindings tracked() {
    return tracked;
  }

  Object variable(int slot) {
    Object value = variables[slot];
    return value == null ? new Failure("a loop's variable has no value") : value;
  }

  void set(int slot, Object value) {
    variables[slot] = value;
  }

  /**
   * Counts work, so that the same expression over the same values always stops at the same place.
   *
   * @throws Runaway if it is too much
   */
  void spend(long work) {
    steps += (int) Math.min(work, MOST_STEPS);
    if (steps > MOST_STEPS) {
      throw new Runaway();
    }
  }

  /** Nothing passes over this; it ends the evaluation. */
  static final class Runaway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Runaway() {
      super("stopped", null, false, false);
    }
  }
}
