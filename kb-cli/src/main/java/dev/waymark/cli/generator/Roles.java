package dev.waymark.cli.generator;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What each column of a table is to rows like its own.
 *
 * @param time index of the column that says when
 */
record Roles(int time, List<Role> of) {
  private static final Set<String> TIMES = Set.of("TimeGenerated", "timestamp");
  private static final int FEWEST_VALUES = 4;

  Roles {
    of = List.copyOf(of);
  }

  enum Role {
    /** When something happened. */
    TIME,
    /** Differs in every row, and says nothing. */
    IDENTITY,
    /** A number that varies. */
    MEASURE,
    /** Tells kinds of rows apart. */
    CATEGORY
  }

  /** The roles in a table; empty if no column says when, or there are no rows. */
  static Optional<Roles> in(Table table) {
    return time(table)
        .map(
            time ->
                new Roles(
                    time,
                    IntStream.range(0, table.columns().size())
                        .mapToObj(column -> role(table, column))
                        .toList()));
  }

  /** What tells the kind of a row: its categories. */
  List<@Nullable Object> kind(Row row) {
    List<@Nullable Object> kind = new ArrayList<>();
    for (int column = 0; column < of.size(); column++) {
      if (of.get(column) == Role.CATEGORY) {
        kind.add(row.values().get(column));
      }
    }
    return kind;
  }

  private static Optional<Integer> time(Table table) {
    List<Integer> times =
        IntStream.range(0, table.columns().size())
            .filter(column -> table.columns().get(column).type() == ColumnType.DATETIME)
            .filter(
                column ->
                    !table.rows().isEmpty()
                        && table.rows().stream().allMatch(row -> row.values().get(column) != null))
            .boxed()
            .toList();
    return times.stream()
        .filter(column -> TIMES.contains(table.columns().get(column).name()))
        .findFirst()
        .or(() -> times.stream().findFirst());
  }

  private static Role role(Table table, int index) {
    Column column = table.columns().get(index);
    int rows = table.rows().size();
    Set<Object> values = new HashSet<>();
    table.rows().stream()
        .map(row -> row.values().get(index))
        .filter(Objects::nonNull)
        .filter(value -> !value.equals(""))
        .forEach(values::add);
    boolean varies = values.size() > Math.max(FEWEST_VALUES, rows / 3);
    return switch (column.type()) {
      case DATETIME -> Role.TIME;
      case STRING, GUID -> varies && values.size() == rows ? Role.IDENTITY : Role.CATEGORY;
      case INT, LONG, REAL -> varies ? Role.MEASURE : Role.CATEGORY;
      case BOOL, DECIMAL, TIMESPAN, DYNAMIC -> Role.CATEGORY;
    };
  }
}
