package dev.waymark.kql.function;

import java.util.List;

/** Told of what a query looks at, makes and keeps, so that its time and memory are bounded. */
public interface Meter {
  /** A row was looked at. */
  void row();

  /** So many rows were looked at. */
  void rows(int count);

  /**
   * A row was made.
   *
   * @param width how many values it has
   * @param fresh how many of them are new, and not shared with another row
   */
  void row(int width, int fresh);

  /** A group of rows, told apart by so many values, got a place in a map. */
  void group(int width);

  /** A row keeps a value that no function has made. */
  void cell(Object value);

  /** A function has made a text, an array or a bag. */
  void made(Object value);

  /** An aggregate keeps so many more values. */
  void kept(int values);

  /** How much is held now, but for what is held until the end of the query. */
  long held();

  /** Holds what was made since then until the end of the query. */
  void keep(long before);

  /**
   * Gives back what a pipe has used up so far. That takes counting what is held, which a query of
   * ordinary size is spared: it may leave a part of its limit used up.
   *
   * @param before what was held before the pipe
   * @param result what its last operator has made, which is held on
   */
  void operatorDone(long before, List<Object[]> result);

  /** Remembers what a pipe leaves used up. */
  void pipeDone(long before, List<Object[]> result);
}
