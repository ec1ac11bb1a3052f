package dev.waymark.runbooks.write;

import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.Document;
import dev.waymark.runbooks.markdown.MarkdownReader;
import java.util.List;
import java.util.stream.Stream;

/** The passages of a text whose words a lesson can replace. */
public final class Passages {
  private Passages() {}

  /**
   * The paragraphs of a text in Markdown, those of its lists included, each on one line and with
   * its marks; none where the text can't be read.
   */
  public static List<String> of(String markdown) {
    SourceFile file = new SourceFile("", markdown);
    return MarkdownReader.read(file).value().map(Document::preamble).stream()
        .flatMap(Passages::replaceable)
        .filter(Block.Paragraph.class::isInstance)
        .map(block -> markdown.substring(block.span().start(), block.span().end()))
        .map(passage -> passage.strip().replaceAll("\\s+", " "))
        .toList();
  }

  /** Every block with words of its own but fences and tables, which other changes replace. */
  static Stream<Block> replaceable(List<Block> blocks) {
    return blocks.stream()
        .flatMap(
            block ->
                switch (block) {
                  case Block.ItemList list ->
                      list.items().stream().flatMap(item -> replaceable(item.blocks()));
                  case Block.FenceBlock _, Block.TableBlock _ -> Stream.of();
                  case Block.Paragraph _, Block.InnerHeading _, Block.Other _ -> Stream.of(block);
                });
  }
}
