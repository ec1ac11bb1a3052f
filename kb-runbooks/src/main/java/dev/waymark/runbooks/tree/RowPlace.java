package dev.waymark.runbooks.tree;

import static java.util.Objects.requireNonNull;

/**
 * A row of a table of decisions.
 *
 * @param node the slug of the node that the table belongs to
 * @param row from 0
 */
public record RowPlace(String node, int row) {
  public RowPlace {
    requireNonNull(node);
  }
}
