package dev.waymark.runbooks.write;

import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fences of a node. */
final class NodeFences {
  private NodeFences() {}

  /** Those that run or are shown, in lists too. */
  static List<Block.FenceBlock> all(DocumentSection node) {
    List<Block.FenceBlock> fences = new ArrayList<>();
    collect(EntryText.blocks(node), fences);
    return fences;
  }

  private static void collect(List<Block> blocks, List<Block.FenceBlock> fences) {
    for (Block block : blocks) {
      switch (block) {
        case Block.FenceBlock fence -> fences.add(fence);
        case Block.ItemList list -> list.items().forEach(item -> collect(item.blocks(), fences));
        case Block.Paragraph _, Block.TableBlock _, Block.InnerHeading _, Block.Other _ -> {}
      }
    }
  }

  /** The one whose answer the node's table is about; of an action, that of its verification. */
  static Optional<Block.FenceBlock> asking(DocumentSection node) {
    return EntryText.asking(node).stream()
        .filter(Block.FenceBlock.class::isInstance)
        .map(Block.FenceBlock.class::cast)
        .filter(NodeFences::runs)
        .findFirst();
  }

  private static boolean runs(Block.FenceBlock fence) {
    return FenceTypes.behind(fence.info().text()).isPresent();
  }
}
