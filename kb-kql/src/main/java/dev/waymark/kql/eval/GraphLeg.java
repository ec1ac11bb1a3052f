package dev.waymark.kql.eval;

import dev.waymark.kql.syntax.GraphPattern;

/**
 * From one node of a pattern to the next, by the slots of a row that they fill.
 *
 * @param edge the slot of the edge or path; -1 where a node stands alone
 */
record GraphLeg(
    int left,
    int edge,
    int right,
    GraphPattern.Direction direction,
    boolean isPath,
    long least,
    long most) {

  static GraphLeg alone(int node) {
    return new GraphLeg(node, -1, node, GraphPattern.Direction.EITHER, false, 0, 0);
  }

  boolean isAlone() {
    return edge < 0;
  }
}
