package dev.waymark.runbooks.condition;

import static java.util.Objects.requireNonNull;

/** A CEL expression that type-checks. */
public final class Condition {
  private final String text;

  Condition(String text) {
    this.text = requireNonNull(text);
  }

  /** As the author wrote it. */
  public String text() {
    return text;
  }

  /** Whether it holds; never throws, and stops within its bounds. */
  public Verdict evaluate(Bindings bindings) {
    return new Verdict.Failed("not evaluated: " + bindings.rows().rows().size() + " rows");
  }

  /** Its value, for an expression that says what to remember. */
  public Value value(Bindings bindings) {
    return new Value.Missing("not evaluated: " + bindings.rows().rows().size() + " rows");
  }
}
