package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.Link;
import dev.waymark.runbooks.markdown.Block;
import java.util.List;
import java.util.stream.Stream;

/** The links in a block, those in list items and cells included. */
final class Links {
  private Links() {}

  static List<Link> of(Block block) {
    return stream(block).toList();
  }

  private static Stream<Link> stream(Block block) {
    return switch (block) {
      case Block.Paragraph paragraph -> paragraph.text().links().stream();
      case Block.ItemList list ->
          list.items().stream().flatMap(item -> item.blocks().stream()).flatMap(Links::stream);
      case Block.TableBlock table ->
          table.rows().stream()
              .flatMap(line -> line.cells().stream())
              .flatMap(cell -> cell.text().links().stream());
      case Block.FenceBlock _, Block.InnerHeading _, Block.Other _ -> Stream.empty();
    };
  }
}
