package dev.waymark.server.web.shell;

import dev.waymark.runbooks.tree.Tree;

/** Trees as SVG. */
public final class Drawings {
  private Drawings() {}

  /**
   * The whole tree; each node is a link.
   *
   * @param linkPrefix what stands in front of a node's slug in its link
   */
  public static String svg(Tree tree, String linkPrefix) {
    return "";
  }
}
