package dev.waymark.runbooks.write;

import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.markdown.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a table is laid out: pipes at its ends, blanks around cells, columns of one width. */
final class TableLayout {
  private final EntryText text;
  private final SourceFile file;
  private final Block.TableBlock table;

  TableLayout(EntryText text, Block.TableBlock table) {
    this.text = text;
    this.file = text.file();
    this.table = table;
  }

  /** A new row before a row, or behind the last one, laid out like its neighbour. */
  Edit insert(int before, List<String> cells) {
    Block.TableLine neighbour =
        table.rows().isEmpty()
            ? table.header()
            : table.rows().get(Math.min(before, table.rows().size() - 1));
    int lineBefore =
        before == 0
            ? text.lineOf(table.header().span().start()) + 1
            : text.lineOf(table.rows().get(before - 1).span().start());
    return text.insertBehind(lineBefore, List.of(line(neighbour, cells)));
  }

  private String line(Block.TableLine neighbour, List<String> cells) {
    SourceSpan span = neighbour.span();
    StringBuilder line = new StringBuilder(indent(span));
    line.append(file.text().charAt(span.start()) == '|' ? "|" : "");
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      Padding like = padding(neighbour, column);
      String left = column == 0 && line.toString().isBlank() ? "" : " ".repeat(like.left());
      int right = right(column, left.length() + width(cell), like.right());
      line.append(left).append(cell);
      line.append(" ".repeat(right == 0 && cell.endsWith("\\") ? 1 : right));
      line.append(column < cells.size() - 1 ? "|" : "");
    }
    boolean closed = file.text().charAt(span.end() - 1) == '|';
    return closed ? line.append('|').toString() : line.toString().stripTrailing();
  }

  private String indent(SourceSpan line) {
    int start = file.lineSpan(text.lineOf(line.start())).start();
    return file.text().substring(start, line.start());
  }

  /** Blanks behind a cell: up to the column's width, or else as its neighbour has, but few. */
  private int right(int column, int used, int neighbour) {
    int wanted = columnWidth(column) - used;
    return wanted >= 1 ? wanted : Math.min(1, neighbour);
  }

  /** Another content of one cell; a column of one width keeps it as far as the content fits. */
  Edit replace(int row, int column, String cell) {
    Block.TableLine line = table.rows().get(row);
    SourceSpan content = line.cells().get(column).content().span();
    Padding padding = padding(line, column);
    boolean last = content.end() + padding.right() >= line.span().end();
    boolean even = columnWidth(column) == padding.left() + length(content) + padding.right();
    if (!even || last) {
      boolean escapes = padding.right() == 0 && cell.endsWith("\\");
      return new Edit(content, escapes ? cell + " " : cell);
    }
    int right = right(column, padding.left() + width(cell), padding.right());
    return new Edit(
        new SourceSpan(content.start(), content.end() + padding.right()), cell + " ".repeat(right));
  }

  private record Padding(int left, int right) {}

  private Padding padding(Block.TableLine line, int column) {
    if (column >= line.cells().size()) {
      return new Padding(1, 1);
    }
    SourceSpan content = line.cells().get(column).content().span();
    int left = content.start();
    while (left > line.span().start() && isBlank(file.text().charAt(left - 1))) {
      left--;
    }
    int right = content.end();
    while (right < line.span().end() && isBlank(file.text().charAt(right))) {
      right++;
    }
    return new Padding(content.start() - left, right - content.end());
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** The width that most cells of a column were padded to; 0 if they weren't. */
  private int columnWidth(int column) {
    List<Block.TableLine> lines = new ArrayList<>(table.rows());
    lines.add(table.header());
    boolean padded = lines.stream().anyMatch(line -> padding(line, column).right() > 1);
    Map<Integer, Long> widths =
        lines.stream()
            .filter(line -> column < line.cells().size())
            .map(line -> rawWidth(line, column))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return widths.entrySet().stream()
        .filter(width -> padded && width.getValue() * 2 > lines.size())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(0);
  }

  private int rawWidth(Block.TableLine line, int column) {
    Padding padding = padding(line, column);
    return padding.left() + length(line.cells().get(column).content().span()) + padding.right();
  }

  private int length(SourceSpan span) {
    return width(file.text(span));
  }

  /** As people count it in an editor. */
  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
