package dev.waymark.runbooks.write;

import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.CodeSpan;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of branches or answers in a node. */
final class TableRows {
  static final String OTHERWISE = "otherwise";

  private static final List<String> STATE = List.of("State", "When", "Means", "Next");
  private static final List<String> ANSWER = List.of("Answer", "Means", "Next");

  private final Block.TableBlock block;
  private final boolean states;
  private final List<TableRow> rows = new ArrayList<>();

  private TableRows(Block.TableBlock block, boolean states) {
    this.block = block;
    this.states = states;
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
        if (header.equals(STATE) || header.equals(ANSWER)) {
          return Optional.of(new TableRows(table, header.equals(STATE)));
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

  private static TableRow branch(Block.TableLine line) {
    return new TableRow(content(line, 0), condition(line), content(line, 2), target(line, 3));
  }

  private static TableRow answer(Block.TableLine line) {
    String answer = line.cells().isEmpty() ? "" : line.cells().get(0).text().plain();
    return new TableRow(answer, "", content(line, 1), target(line, 2));
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
