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
    if (block instanceof Block.Paragraph paragraph) {
      return paragraph.text().links().stream();
    }
    if (block instanceof Block.ItemList list) {
      return list.items().stream().flatMap(item -> item.blocks().stream()).flatMap(Links::stream);
    }
    if (block instanceof Block.TableBlock table) {
      return table.rows().stream()
          .flatMap(line -> line.cells().stream())
          .flatMap(cell -> cell.text().links().stream());
    }
    return Stream.empty();
  }
}
