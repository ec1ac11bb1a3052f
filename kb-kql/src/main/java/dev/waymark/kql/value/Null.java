package dev.waymark.kql.value;

/** Kusto's null: the value of a cell, or of a part of a {@code dynamic}, that has none. */
public enum Null {
  NULL;

  /** As JSON writes it. */
  @Override
  public String toString() {
    return "null";
  }
}
