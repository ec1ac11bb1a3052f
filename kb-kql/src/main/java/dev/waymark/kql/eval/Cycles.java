package dev.waymark.kql.eval;

/** Whether a walk through a graph may come back to where it was. */
enum Cycles {
  ALL,
  NONE,
  UNIQUE_EDGES
}
