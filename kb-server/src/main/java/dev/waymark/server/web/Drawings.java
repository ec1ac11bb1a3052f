package dev.waymark.server.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.runbooks.draw.Heat;
import dev.waymark.runbooks.draw.SvgDrawing;
import dev.waymark.runbooks.draw.TreeGraph;
import dev.waymark.runbooks.draw.WalkHighlight;
import dev.waymark.runbooks.tree.Tree;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Trees as SVG, each node a link. Laying one out takes long enough to keep the last ones. */
@ApplicationScoped
public class Drawings {
  private static final int KEPT = 64;

  private final Cache<Kept, String> entries = Caffeine.newBuilder().maximumSize(KEPT).build();

  /** What a drawing shows: the text of this hash. */
  private record Kept(String hash, Heat heat) {}

  /** The tree of an entry, with how often its branches were taken; its nodes lead to its text. */
  public String entry(Tree tree, Heat heat) {
    String page = page(tree);
    return entries.get(
        new Kept(tree.entry().hash(), heat),
        shown -> SvgDrawing.inline(TreeGraph.of(tree), heat, node -> link(page, node)));
  }

  /**
   * The tree with the way that a run took in it. What it didn't walk leads to the entry's text.
   *
   * @param walk nodes in the order of the run
   * @param page that has an element for each node of the walk
   * @param gone whether the entry isn't served any more
   */
  public String walk(Tree tree, List<String> walk, String page, boolean gone) {
    return SvgDrawing.inline(
        TreeGraph.of(tree),
        WalkHighlight.along(walk),
        node ->
            walk.contains(node) ? link(page, node) : link(page(tree), node).filter(text -> !gone));
  }

  private static String page(Tree tree) {
    return "/entries/" + tree.entry().id();
  }

  private static Optional<String> link(String page, String node) {
    return Optional.of(
        node.contains(".md")
            ? "/entries/" + node.replaceFirst("\\.md(?=#|$)", "")
            : page + "#" + node);
  }
}
