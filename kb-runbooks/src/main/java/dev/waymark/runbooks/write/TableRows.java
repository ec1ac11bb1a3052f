package dev.waymark.runbooks.write;

import dev.waymark.model.entry.Link;
import dev.waymark.model.entry.RowFinding;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.CodeSpan;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The table of branches or answers in a node. */
final class TableRows {
  static final String OTHERWISE = "otherwise";

  private static final List<String> STATE = List.of("State", "When", "Means", "Next");
  private static final List<String> ANSWER = List.of("Answer", "Means", "Next");

  private final Block.TableBlock block;
  private final boolean states;

  /** The names of its columns. */
  private final List<String> header;

  private final List<TableRow> rows = new ArrayList<>();

  private TableRows(Block.TableBlock block, boolean states, List<String> header) {
    this.block = block;
    this.states = states;
    this.header = header;
    for (Block.TableLine line : block.rows()) {
      rows.add(states ? branch(line) : answer(line));
    }
  }

  /** The one of a step, cause or verification. */
  static Optional<TableRows> of(DocumentSection node) {
    for (Block block : EntryText.asking(node)) {
      if (block instanceof Block.TableBlock table) {
        List<String> header =
            table.header().cells().stream().map(cell -> cell.content().text()).toList();
        List<String> needed =
            header.stream().filter(name -> !RowFinding.COLUMNS.contains(name)).toList();
        if (needed.equals(STATE) || needed.equals(ANSWER)) {
          return Optional.of(new TableRows(table, needed.equals(STATE), header));
        }
      }
    }
    return Optional.empty();
  }

  Block.TableBlock block() {
    return block;
  }

  boolean states() {
    return states;
  }

  List<TableRow> rows() {
    return rows;
  }

  /** The cells of a new row: those that each row needs, in their order, and empty ones between. */
  List<String> laidOut(List<String> needed) {
    Iterator<String> cells = needed.iterator();
    return header.stream()
        .map(name -> RowFinding.COLUMNS.contains(name) ? "" : cells.next())
        .toList();
  }

  /** Where {@code Means} stands. */
  int means() {
    return header.indexOf("Means");
  }

  /** The links to rows that can't hold as well as one of these. */
  List<Link> contradicts() {
    int column = header.indexOf("Contradicts");
    return block.rows().stream()
        .filter(line -> column >= 0 && column < line.cells().size())
        .flatMap(line -> line.cells().get(column).text().links().stream())
        .toList();
  }

  private TableRow branch(Block.TableLine line) {
    return new TableRow(content(line, 0), condition(line), content(line, means()), next(line));
  }

  private TableRow answer(Block.TableLine line) {
    String answer = line.cells().isEmpty() ? "" : line.cells().get(0).text().plain();
    return new TableRow(answer, "", content(line, means()), next(line));
  }

  private String next(Block.TableLine line) {
    return target(line, header.indexOf("Next"));
  }

  private static String condition(Block.TableLine line) {
    if (line.cells().size() < 2) {
      return "";
    }
    List<CodeSpan> codes = line.cells().get(1).text().codeSpans();
    String content = content(line, 1);
    return codes.size() == 1 && content.startsWith("`") ? codes.get(0).code().text() : content;
  }

  private static String content(Block.TableLine line, int column) {
    return column < line.cells().size() ? line.cells().get(column).content().text() : "";
  }

  private static String target(Block.TableLine line, int column) {
    return column < line.cells().size() && line.cells().get(column).text().links().size() == 1
        ? line.cells().get(column).text().links().get(0).to().text()
        : content(line, column);
  }
}
