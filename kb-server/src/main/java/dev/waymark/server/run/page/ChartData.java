package dev.waymark.server.run.page;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.FenceTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a drawing: lines over time or bars by name, one a number column, or one a name where
 * a column of names splits a single number column over time.
 *
 * @param kind {@code time} or {@code bar}
 * @param categories the names under the bars; empty over time
 * @param changes what was changed meanwhile; empty under bars
 */
record ChartData(
    String kind, List<String> categories, List<Series> series, List<ChangeMark> changes) {
  private static final Set<ColumnType> NUMBERS =
      Set.of(ColumnType.INT, ColumnType.LONG, ColumnType.REAL, ColumnType.DECIMAL);
  private static final int MOST_SERIES = 12;
  private static final int MOST_POINTS = 5000;

  /**
   * One line, or one colour of bars.
   *
   * @param values over time pairs of time and value
   */
  record Series(String name, List<@Nullable Object> values) {}

  /** The same with what was changed meanwhile, where it is over time. */
  ChartData with(List<ChangeMark> marks) {
    return new ChartData(kind, categories, series, isOverTime() ? marks : List.of());
  }

  boolean isOverTime() {
    return kind.equals("time");
  }

  /** Whether the fence, or KQL's own {@code render}, asks for a drawing. */
  static boolean isAsked(Fence fence) {
    return kind(fence).isPresent();
  }

  /** Empty where nothing asks for it, or where no columns fit. */
  static Optional<ChartData> of(Fence fence, Table table) {
    return kind(fence)
        .flatMap(kind -> kind.equals("bar") ? bars(table) : lines(table))
        .filter(chart -> !chart.series().isEmpty());
  }

  private static Optional<String> kind(Fence fence) {
    return Optional.ofNullable(fence.options().get("chart"))
        .or(() -> FenceTypes.of(fence.kind()).chart(fence.body().text()));
  }

  private static Optional<ChartData> bars(Table table) {
    List<Integer> numbers = numbers(table);
    int name = first(table, ColumnType.STRING);
    if (name < 0 || numbers.isEmpty()) {
      return Optional.empty();
    }
    List<Row> rows = table.rows().stream().limit(MOST_POINTS).toList();
    return Optional.of(
        new ChartData(
            "bar",
            rows.stream().map(row -> ValueText.text(row.values().get(name))).toList(),
            numbers.stream()
                .limit(MOST_SERIES)
                .map(column -> new Series(table.columns().get(column).name(), values(rows, column)))
                .toList(),
            List.of()));
  }

  private static Optional<ChartData> lines(Table table) {
    List<Integer> numbers = numbers(table);
    int time = first(table, ColumnType.DATETIME);
    if (time < 0 || numbers.isEmpty()) {
      return Optional.empty();
    }
    int name = first(table, ColumnType.STRING);
    var series = new LinkedHashMap<String, List<@Nullable Object>>();
    table.rows().stream()
        .limit(MOST_POINTS)
        .forEach(
            row ->
                numbers.forEach(
                    column ->
                        series
                            .computeIfAbsent(
                                seriesName(table, row, name, column, numbers.size()),
                                any -> new ArrayList<>())
                            .add(point(row, time, column))));
    return Optional.of(
        new ChartData(
            "time",
            List.of(),
            series.entrySet().stream().limit(MOST_SERIES).map(ChartData::series).toList(),
            List.of()));
  }

  private static Series series(Map.Entry<String, List<@Nullable Object>> entry) {
    return new Series(entry.getKey(), entry.getValue());
  }

  private static String seriesName(Table table, Row row, int name, int column, int columns) {
    if (name < 0) {
      return table.columns().get(column).name();
    }
    String text = ValueText.text(row.values().get(name));
    return columns == 1 ? text : text + " " + table.columns().get(column).name();
  }

  private static List<@Nullable Object> point(Row row, int time, int column) {
    var pair = new ArrayList<@Nullable Object>();
    pair.add(ValueText.text(row.values().get(time)));
    pair.add(row.values().get(column));
    return pair;
  }

  private static List<@Nullable Object> values(List<Row> rows, int column) {
    var values = new ArrayList<@Nullable Object>();
    rows.forEach(row -> values.add(row.values().get(column)));
    return values;
  }

  private static List<Integer> numbers(Table table) {
    return IntStream.range(0, table.columns().size())
        .filter(i -> NUMBERS.contains(table.columns().get(i).type()))
        .boxed()
        .toList();
  }

  private static int first(Table table, ColumnType type) {
    return IntStream.range(0, table.columns().size())
        .filter(i -> table.columns().get(i).type() == type)
        .findFirst()
        .orElse(-1);
  }
}
