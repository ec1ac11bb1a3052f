package dev.waymark.model.run;

import static java.util.Objects.requireNonNull;

/**
 * A value that decided something.
 *
 * @param name of a column, a parameter or a remembered value
 * @param value as people read it; several of one column stand in a row
 */
public record SeenValue(String name, String value) {
  public SeenValue {
    requireNonNull(name);
    requireNonNull(value);
  }

  /** As a sentence shows it: {@code Failed 124}. */
  @Override
  public String toString() {
    return name + " " + value;
  }
}
