package dev.waymark.runbooks.parse;

import dev.waymark.runbooks.markdown.Block;

/** Fences inside list items, which are never run. */
final class InnerFences {
  private InnerFences() {}

  static void warn(Block block, IssueCollector issues) {
    if (block instanceof Block.ItemList list) {
      list.items().forEach(item -> item.blocks().forEach(inner -> warnInner(inner, issues)));
    }
  }

  private static void warnInner(Block block, IssueCollector issues) {
    if (block instanceof Block.FenceBlock fence && Fences.runs(fence)) {
      issues.add(
          StructureIssue.FENCE_NOT_RUN,
          fence.info().span(),
          "This fence is in a list item, so it is shown, and not run",
          "Move it out of the list if it should run.");
    }
    warn(block, issues);
  }
}
