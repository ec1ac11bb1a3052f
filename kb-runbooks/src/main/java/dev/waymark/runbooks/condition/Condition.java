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
}
