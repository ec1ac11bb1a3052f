package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

/**
 * A visit of a node.
 *
 * @param run ordinal among the runs of the incident
 * @param visit number within the run
 * @param node slug; empty if it isn't known any more
 */
public record Place(int run, int visit, String node, String title) {
  public Place {
    requireNonNull(node);
    requireNonNull(title);
  }
}
