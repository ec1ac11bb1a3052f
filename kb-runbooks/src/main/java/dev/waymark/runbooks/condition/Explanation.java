package dev.waymark.runbooks.condition;

import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a condition holds or doesn't: the values that it saw, as the author names them. */
final class Explanation {
  private static final int MOST_VALUES = 6;
  private static final int MOST_DISTINCT = 3;
  private static final int MOST_ROWS = 200;

  private Explanation() {}

  static String of(ParsedExpression expression, Sighting sighting) {
    Table table = sighting.table();
    List<String> seen = new ArrayList<>();
    boolean everyRow = sighting.lastRow() == table.rows().size() - 1 && table.rows().size() > 1;
    if (expression.countsRows() || everyRow || readsNothing(sighting)) {
      seen.add("rows.size() = " + table.rows().size());
    }
    sighting.columnsOfFirst().stream().forEach(column -> seen.add(cell("row", table, 0, column)));
    if (everyRow) {
      sighting.columns().stream().forEach(column -> seen.add(distinct(table, column)));
    } else if (sighting.lastRow() >= 0) {
      String row = "rows[" + sighting.lastRow() + "]";
      sighting.columns().stream()
          .forEach(column -> seen.add(cell(row, table, sighting.lastRow(), column)));
    }
    sighting.named().forEach((name, value) -> seen.add(name + " = " + ShortValue.value(value)));
    return seen.size() <= MOST_VALUES
        ? String.join(", ", seen)
        : String.join(", ", seen.subList(0, MOST_VALUES)) + ", …";
  }

  private static boolean readsNothing(Sighting sighting) {
    BitSet none = sighting.columns();
    return none.isEmpty() && sighting.columnsOfFirst().isEmpty() && sighting.named().isEmpty();
  }

  private static String cell(String row, Table table, int index, int column) {
    return row
        + "."
        + table.columns().get(column).name()
        + " = "
        + ShortValue.value(table.rows().get(index).values().get(column));
  }

  /** {@code Reason = "Timeout", "Refused", …}: what stands in a column that was read to its end. */
  private static String distinct(Table table, int column) {
    Set<@Nullable Object> values = new LinkedHashSet<>();
    boolean more = table.rows().size() > MOST_ROWS;
    for (Row row : table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size()))) {
      values.add(row.values().get(column));
      if (values.size() > MOST_DISTINCT) {
        more = true;
        break;
      }
    }
    List<String> shown = values.stream().limit(MOST_DISTINCT).map(ShortValue::value).toList();
    return table.columns().get(column).name()
        + " = "
        + String.join(" | ", shown)
        + (more ? " | …" : "");
  }
}
