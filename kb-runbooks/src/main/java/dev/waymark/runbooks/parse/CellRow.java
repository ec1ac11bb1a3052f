package dev.waymark.runbooks.parse;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.markdown.Block;
import java.util.Optional;

/**
 * A table's row whose cells are asked for by the columns of its kind; a column that the table
 * leaves out stands at -1.
 */
final class CellRow {
  private final Block.TableLine line;
  private final int[] positions;

  CellRow(Block.TableLine line, int[] positions) {
    this.line = line;
    this.positions = positions.clone();
  }

  Block.TableLine line() {
    return line;
  }

  Optional<Block.Cell> cell(int column) {
    int position = positions[column];
    return position >= 0 && position < line.cells().size()
        ? Optional.of(line.cells().get(position))
        : Optional.empty();
  }

  /** The text of a cell, empty at the end of the row where the cell is missing. */
  Excerpt content(int column) {
    int end = line.span().end();
    return cell(column)
        .map(Block.Cell::content)
        .orElseGet(() -> Excerpt.mapped("", new int[] {end}));
  }

  String plain(int column) {
    return cell(column).map(cell -> cell.text().plain()).orElse("");
  }

  /** Where to show an issue of a cell: at the cell, or at the row where the cell is empty. */
  SourceSpan span(int column) {
    SourceSpan span = content(column).span();
    return span.start() == span.end() ? line.span() : span;
  }
}
