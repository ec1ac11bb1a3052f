package dev.waymark.runbooks.markdown;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/** A part of a {@link Document} that stands on lines of its own. Spans are without outer blanks. */
public sealed interface Block {
  SourceSpan span();

  record Paragraph(InlineText text, SourceSpan span) implements Block {}

  /** A bulleted, numbered or task list. */
  record ItemList(List<Item> items, SourceSpan span) implements Block {
    public ItemList {
      items = List.copyOf(items);
    }
  }

  /**
   * One item of a list.
   *
   * @param ticked whether a task item's box is ticked; empty for other items
   * @param markdown the item's own text without its marker and indentation
   * @param span from the marker to the end of the item
   */
  record Item(Optional<Boolean> ticked, String markdown, List<Block> blocks, SourceSpan span) {
    public Item {
      blocks = List.copyOf(blocks);
    }
  }

  record TableBlock(TableLine header, List<TableLine> rows, SourceSpan span) implements Block {
    public TableBlock {
      rows = List.copyOf(rows);
    }
  }

  record TableLine(List<Cell> cells, SourceSpan span) {
    public TableLine {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One cell of a table.
   *
   * @param content without outer white space, {@code \|} as {@code |}
   */
  record Cell(Excerpt content, InlineText text) {}

  /**
   * A fenced code block.
   *
   * @param info what stands behind the opening fence
   * @param body without the indentation of the fence and without the last line end
   */
  record FenceBlock(Excerpt info, Excerpt body, SourceSpan span) implements Block {}

  /** A heading inside a list item or a quote, which opens no section. */
  record InnerHeading(InlineText text, SourceSpan span) implements Block {}

  /** What is only shown: quotes, HTML, rules, indented code, link definitions. */
  record Other(SourceSpan span) implements Block {}
}
