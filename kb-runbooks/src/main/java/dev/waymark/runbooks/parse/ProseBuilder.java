package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.Prose;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.Document;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts blocks that are shown together again as Markdown. */
final class ProseBuilder {
  private ProseBuilder() {}

  /**
   * What some blocks of a section say.
   *
   * @param heading where an empty prose stands: at its end
   */
  static Prose of(Document document, List<Block> blocks, SourceSpan heading) {
    if (blocks.isEmpty()) {
      return new Prose("", new SourceSpan(heading.end(), heading.end()));
    }
    return new Prose(
        markdown(document, blocks),
        new SourceSpan(blocks.get(0).span().start(), blocks.get(blocks.size() - 1).span().end()));
  }

  static String markdown(Document document, List<Block> blocks) {
    return blocks.stream()
        .map(block -> document.markdown(block.span()))
        .collect(Collectors.joining("\n\n"));
  }

  /** All blocks under a heading, deeper headings and what stands under them included. */
  static List<Block> allBlocks(DocumentSection section) {
    List<Block> blocks = new ArrayList<>(section.blocks());
    for (DocumentSection inner : section.sections()) {
      blocks.add(new Block.Other(inner.heading().span()));
      blocks.addAll(allBlocks(inner));
    }
    return blocks;
  }
}
