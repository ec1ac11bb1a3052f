package dev.waymark.runbooks.paste;

import dev.waymark.model.source.Position;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A pasted text cut into cells. Every row has as many cells as there are headers.
 *
 * @param incomplete why there are more rows than these, where the text says so
 */
record PastedGrid(List<Header> headers, List<List<PastedCell>> rows, Optional<String> incomplete) {
  PastedGrid {
    headers = List.copyOf(headers);
    rows = List.copyOf(rows);
  }

  /**
   * The head of a column.
   *
   * @param type where the text names it
   * @param place where it stands
   */
  record Header(String name, Optional<ColumnType> type, Supplier<Position> place) {
    Position at() {
      return place.get();
    }
  }
}
