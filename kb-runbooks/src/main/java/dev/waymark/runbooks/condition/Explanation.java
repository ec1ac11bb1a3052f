package dev.waymark.runbooks.condition;

import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a condition holds or doesn't: the values that it saw, as the author names them. */
final class Explanation {
  private static final int MOST_VALUES = 6;
  private static final int MOST_DISTINCT = 3;
  private static final int MOST_ROWS = 200;

  private Explanation() {}

  /** What was seen, on one line. */
  static String of(List<Sight> seen) {
    String line =
        seen.stream().limit(MOST_VALUES).map(Explanation::words).collect(Collectors.joining(", "));
    return seen.size() <= MOST_VALUES ? line : line + ", …";
  }

  /** {@code Reason = "Timeout" | "Refused" | …}. */
  private static String words(Sight sight) {
    return sight.written()
        + " = "
        + sight.values().stream().map(ShortValue::value).collect(Collectors.joining(" | "))
        + (sight.more() ? " | …" : "");
  }

  /** What an expression has seen. */
  static List<Sight> seen(ParsedExpression expression, Sighting sighting) {
    Table table = sighting.table();
    List<Sight> seen = new ArrayList<>();
    boolean everyRow = sighting.lastRow() == table.rows().size() - 1 && table.rows().size() > 1;
    if (expression.countsRows() || everyRow || readsNothing(sighting)) {
      seen.add(Sight.of("rows.size()", "rows", (long) table.rows().size()));
    }
    sighting.columnsOfFirst().stream().forEach(column -> seen.add(cell("row", table, 0, column)));
    if (everyRow) {
      sighting.columns().stream().forEach(column -> seen.add(distinct(table, column)));
    } else if (sighting.lastRow() >= 0) {
      String row = "rows[" + sighting.lastRow() + "]";
      sighting.columns().stream()
          .forEach(column -> seen.add(cell(row, table, sighting.lastRow(), column)));
    }
    sighting
        .named()
        .forEach(
            (name, value) ->
                seen.add(Sight.of(name, name.substring(name.lastIndexOf('.') + 1), value)));
    return seen;
  }

  private static boolean readsNothing(Sighting sighting) {
    BitSet none = sighting.columns();
    return none.isEmpty() && sighting.columnsOfFirst().isEmpty() && sighting.named().isEmpty();
  }

  private static Sight cell(String row, Table table, int index, int column) {
    String name = table.columns().get(column).name();
    return Sight.of(row + "." + name, name, table.rows().get(index).values().get(column));
  }

  /** What stands in a column that was read to its end. */
  private static Sight distinct(Table table, int column) {
    Set<@Nullable Object> values = new LinkedHashSet<>();
    boolean more = table.rows().size() > MOST_ROWS;
    for (Row row : table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size()))) {
      values.add(row.values().get(column));
      if (values.size() > MOST_DISTINCT) {
        more = true;
        break;
      }
    }
    String name = table.columns().get(column).name();
    return new Sight(name, name, values.stream().limit(MOST_DISTINCT).toList(), more);
  }
}
