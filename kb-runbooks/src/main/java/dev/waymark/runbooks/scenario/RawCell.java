package dev.waymark.runbooks.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Optional;

/** What stands in a table's file before its column's type is known. */
sealed interface RawCell {
  /** Offset in the file. */
  int start();

  /** As the author wrote it. */
  String shown();

  /** Whether nothing stands there. */
  boolean missing();

  /** The value; empty if it isn't one of the type. */
  Optional<Object> value(ColumnType type, RecordedCells cells);

  /** A cell of CSV. */
  record Text(String text, int start) implements RawCell {
    @Override
    public String shown() {
      return text;
    }

    @Override
    public boolean missing() {
      return text.isBlank();
    }

    @Override
    public Optional<Object> value(ColumnType type, RecordedCells cells) {
      return cells.value(type, text);
    }
  }

  /** A field of a JSON object. */
  record Node(JsonNode node, int start) implements RawCell {
    @Override
    public String shown() {
      return node.isTextual() ? node.textValue() : node.toString();
    }

    @Override
    public boolean missing() {
      return JsonCells.missing(node);
    }

    @Override
    public Optional<Object> value(ColumnType type, RecordedCells cells) {
      return new JsonCells(cells).value(type, node);
    }
  }

  /** The narrowest type that all of some cells have. */
  static ColumnType infer(List<RawCell> column, RecordedCells cells) {
    List<RawCell> present = column.stream().filter(cell -> !cell.missing()).toList();
    if (present.stream().allMatch(Text.class::isInstance)) {
      return cells.infer(present.stream().map(RawCell::shown).toList());
    }
    return new JsonCells(cells).infer(present.stream().map(cell -> ((Node) cell).node()).toList());
  }
}
