package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.ListBlock;
import com.vladsch.flexmark.ast.ListItem;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.ext.gfm.tasklist.TaskListItem;
import com.vladsch.flexmark.util.ast.Node;
import dev.waymark.model.entry.Heading;
import dev.waymark.model.entry.Link;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Walks once over flexmark's tree and makes a {@link Document} of it. */
final class DocumentBuilder {
  private final SourceFile file;
  private final String text;
  private final Slugs slugs = new Slugs();
  private final List<String> allSlugs = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();
  private final List<FencedCodeBlock> fences = new ArrayList<>();
  private final List<Block> preamble = new ArrayList<>();

  /** The sections that are still open, the deepest first. */
  private final Deque<OpenSection> open = new ArrayDeque<>();

  private final List<DocumentSection> top = new ArrayList<>();

  private record OpenSection(
      Heading heading, int level, List<Block> blocks, List<DocumentSection> sections) {}

  DocumentBuilder(SourceFile file) {
    this.file = file;
    this.text = file.text();
  }

  StageResult<Document> build(Node root, Optional<Excerpt> frontMatter) {
    for (Node node = root.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof com.vladsch.flexmark.ast.Heading heading) {
        closeSections(heading.getLevel());
        InlineText words = inlines(heading);
        open.push(
            new OpenSection(
                new Heading(words.plain(), slug(words), span(node)),
                heading.getLevel(),
                new ArrayList<>(),
                new ArrayList<>()));
      } else {
        List<Block> blocks = open.isEmpty() ? preamble : open.peek().blocks();
        blocks.add(block(node));
      }
    }
    closeSections(0);
    issues.addAll(UnclosedFences.issues(file, fences));
    return StageResult.of(new Document(file, frontMatter, preamble, top, links, allSlugs), issues);
  }

  private void closeSections(int level) {
    while (!open.isEmpty() && open.peek().level() >= level) {
      OpenSection done = open.pop();
      List<DocumentSection> parent = open.isEmpty() ? top : open.peek().sections();
      parent.add(new DocumentSection(done.heading(), done.level(), done.blocks(), done.sections()));
    }
  }

  private List<Block> blocks(Node parent) {
    List<Block> blocks = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      blocks.add(block(node));
    }
    return blocks;
  }

  private Block block(Node node) {
    if (node instanceof Paragraph) {
      return new Block.Paragraph(inlines(node), span(node));
    }
    if (node instanceof ListBlock) {
      return list(node);
    }
    if (node instanceof com.vladsch.flexmark.ext.tables.TableBlock) {
      return table(node);
    }
    if (node instanceof FencedCodeBlock fence) {
      return fence(fence);
    }
    if (node instanceof com.vladsch.flexmark.ast.Heading) {
      InlineText words = inlines(node);
      slug(words);
      return new Block.InnerHeading(words, span(node));
    }
    blocks(node);
    return new Block.Other(span(node));
  }

  private String slug(InlineText words) {
    String slug = slugs.next(words.plain());
    allSlugs.add(slug);
    return slug;
  }

  private InlineText inlines(Node node) {
    InlineText words = Inlines.of(file, node);
    addLinks(words);
    return words;
  }

  private void addLinks(InlineText words) {
    Stream.concat(words.links().stream(), words.images().stream())
        .sorted(Comparator.comparingInt(link -> link.span().start()))
        .forEach(links::add);
  }

  private Block list(Node list) {
    List<Block.Item> items = new ArrayList<>();
    for (Node node = list.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof ListItem item) {
        items.add(item(item));
      }
    }
    return new Block.ItemList(items, span(list));
  }

  private Block.Item item(ListItem item) {
    SourceSpan span = span(item);
    Node first = item.getFirstChild();
    int start = first == null ? span.end() : Math.min(span(first).start(), span.end());
    String markdown =
        Outdent.text(file, new SourceSpan(start, Math.max(start, span.end())), indent(item));
    Optional<Boolean> ticked =
        item instanceof TaskListItem task ? Optional.of(task.isItemDoneMarker()) : Optional.empty();
    return new Block.Item(ticked, markdown, blocks(item), span);
  }

  /** The column at which an item's text starts, be it a task or not. */
  private int indent(ListItem item) {
    int marker = item.getOpeningMarker().getEndOffset();
    int column = file.position(marker).column() - 1;
    int at = marker;
    while (at < text.length() && text.charAt(at) == ' ' && at - marker < 4) {
      at++;
    }
    return column + Math.max(1, at - marker);
  }

  private Block fence(FencedCodeBlock fence) {
    fences.add(fence);
    int opened = fence.getOpeningMarker().getEndOffset();
    SourceSpan info =
        fence.getInfo().isEmpty()
            ? span(opened, opened)
            : span(fence.getInfo().getStartOffset(), fence.getInfo().getEndOffset());
    return new Block.FenceBlock(
        Excerpt.of(file, info), FenceText.body(file, fence.getContentLines(), info), span(fence));
  }

  private Block table(Node table) {
    List<Block.TableLine> lines = new ArrayList<>();
    int columns = 0;
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (part instanceof com.vladsch.flexmark.ext.tables.TableSeparator) {
          columns = TableText.cells(file, line(row)).size();
        } else {
          lines.add(tableLine(row));
        }
      }
    }
    Block.TableLine header = lines.get(0);
    if (header.cells().size() != columns) {
      issues.add(
          new Issue(
              MarkdownIssue.TABLE_NOT_EVEN,
              file,
              header.span(),
              "The header has %d cells, but the row of dashes has %d"
                  .formatted(header.cells().size(), columns),
              "Give both the same number of cells, else this isn't shown as a table."));
    }
    return new Block.TableBlock(header, lines.subList(1, lines.size()), span(table));
  }

  private Block.TableLine tableLine(Node row) {
    SourceSpan line = line(row);
    List<SourceSpan> spans = TableText.cells(file, line);
    List<Inlines> words = new ArrayList<>();
    spans.forEach(cell -> words.add(new Inlines(file, true)));
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      for (Node node = cell.getFirstChild(); node != null; node = node.getNext()) {
        int at = cellAt(spans, node.getStartOffset());
        if (at >= 0 && node.getEndOffset() > spans.get(at).end()) {
          pipeInCell(spans.get(at).end());
        } else if (at >= 0) {
          words.get(at).add(node);
        }
      }
    }
    List<Block.Cell> cells = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      InlineText inline = words.get(i).text();
      addLinks(inline);
      cells.add(new Block.Cell(TableText.unescapePipes(file, spans.get(i)).strip(), inline));
    }
    return new Block.TableLine(cells, line);
  }

  private static int cellAt(List<SourceSpan> cells, int offset) {
    for (int i = 0; i < cells.size(); i++) {
      if (offset < cells.get(i).end()) {
        return offset < cells.get(i).start() ? -1 : i;
      }
    }
    return -1;
  }

  private void pipeInCell(int at) {
    issues.add(
        new Issue(
            MarkdownIssue.PIPE_IN_CELL,
            file,
            new SourceSpan(at, at + 1),
            "This | ends the table cell, although it is in code or a link",
            "Write \\| for a | inside a cell."));
  }

  /** The line that a table row stands on, without outer white space. */
  private SourceSpan line(Node row) {
    int at = row.getStartOffset();
    int start = at;
    while (start > 0 && isBlank(text.charAt(start - 1))) {
      start--;
    }
    if (start > 0 && text.charAt(start - 1) == '|') {
      start--;
    }
    int end = text.indexOf('\n', at);
    return span(start, end < 0 ? text.length() : end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private SourceSpan span(Node node) {
    return span(node.getStartOffset(), node.getEndOffset());
  }

  /** Without white space at both ends. */
  private SourceSpan span(int from, int to) {
    int end = Math.min(to, text.length());
    int start = Math.min(from, end);
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return new SourceSpan(start, end);
  }
}
