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
  static List<Sight> seen(ParsedExpression expression, TrackedBindings tracked) {
    Table table = tracked.table();
    List<Sight> seen = new ArrayList<>();
    boolean everyRow = tracked.lastRow() == table.rows().size() - 1 && table.rows().size() > 1;
    if (expression.countsRows() || everyRow || readsNothing(tracked)) {
      seen.add(Sight.of("rows.size()", "rows", (long) table.rows().size()));
    }
    tracked.columnsOfFirst().stream().forEach(column -> seen.add(cell("row", table, 0, column)));
    if (everyRow) {
      tracked.columns().stream().forEach(column -> seen.add(distinct(table, column)));
    } else if (tracked.lastRow() >= 0) {
      String row = "rows[" + tracked.lastRow() + "]";
      tracked.columns().stream()
          .forEach(column -> seen.add(cell(row, table, tracked.lastRow(), column)));
    }
    tracked
        .named()
        .forEach(
            (name, value) ->
                seen.add(Sight.of(name, name.substring(name.lastIndexOf('.') + 1), value)));
    return seen;
  }

  private static boolean readsNothing(TrackedBindings tracked) {
    BitSet none = tracked.columns();
    return none.isEmpty() && tracked.columnsOfFirst().isEmpty() && tracked.named().isEmpty();
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
