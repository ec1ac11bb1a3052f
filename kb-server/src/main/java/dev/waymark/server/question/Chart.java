package dev.waymark.server.question;

import java.util.List;

/** How an answer is drawn; the table says the same. */
public sealed interface Chart {
  /** The table says it best. */
  record None() implements Chart {}

  /**
   * Bars, one group a row.
   *
   * @param names columns that name the group together
   * @param values one colour each
   */
  record Bars(List<String> names, List<String> values) implements Chart {
    public Bars {
      names = List.copyOf(names);
      values = List.copyOf(values);
    }
  }

  /**
   * Lines over time.
   *
   * @param day the column that says when
   * @param name the column that parts the rows into lines; empty if each value is a line
   */
  record Lines(String day, String name, List<String> values) implements Chart {
    public Lines {
      values = List.copyOf(values);
    }
  }

  /**
   * Flows from left to right.
   *
   * @param position the column that counts the steps; flows lead from one position to the next
   */
  record Flows(String position, String from, String to, String value) implements Chart {}
}
