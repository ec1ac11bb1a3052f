package dev.waymark.server.run.page;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.server.web.ChartPanel;
import dev.waymark.server.web.ChartPanel.Threshold;
import dev.waymark.server.web.ChartSeries;
import dev.waymark.server.web.ChartUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a drawing: lines over time or bars by name, one a number column, or one a name where
 * a column of names splits a single number column over time.
 *
 * @param kind {@code time} or {@code bar}
 * @param categories the names beside the bars; none over time
 * @param began when the trouble began, if the run remembers it and the drawing is over time
 * @param changes what was changed meanwhile; none beside bars
 */
record ChartData(
    String kind,
    List<String> categories,
    List<ChartPanel> panels,
    Optional<Instant> began,
    List<ChangeMark> changes) {
  private static final Set<ColumnType> NUMBERS =
      Set.of(ColumnType.INT, ColumnType.LONG, ColumnType.REAL, ColumnType.DECIMAL);
  private static final int MOST_SERIES = 12;
  private static final int MOST_POINTS = 5000;
  private static final int MOST_BARS = 30;

  /** The same with when it began and what was changed meanwhile, if it is over time. */
  ChartData with(Optional<Instant> onset, List<ChangeMark> marks) {
    return isOverTime() ? new ChartData(kind, categories, panels, onset, marks) : this;
  }

  boolean isOverTime() {
    return kind.equals("time");
  }

  /** Whether the fence, or KQL's own {@code render}, asks for a drawing. */
  static boolean isAsked(Fence fence) {
    return kind(fence).isPresent();
  }

  /**
   * The drawing that a check asks for.
   *
   * @return none if nothing asks for it, or no columns fit
   */
  static Optional<ChartData> of(CompiledCheck check, Table table) {
    return of(check.fence(), thresholds(check), table);
  }

  static Optional<ChartData> of(Fence fence, List<Threshold> thresholds, Table table) {
    return kind(fence)
        .flatMap(kind -> kind.equals("bar") ? bars(table) : lines(table))
        .filter(drawing -> !drawing.series().isEmpty())
        .map(drawing -> drawing.chart(thresholds));
  }

  private static List<Threshold> thresholds(CompiledCheck check) {
    return check.branches().stream()
        .flatMap(branch -> branch.when().stream())
        .flatMap(condition -> condition.thresholds().stream())
        .map(limit -> new Threshold(limit.column(), limit.value()))
        .distinct()
        .toList();
  }

  private static Optional<String> kind(Fence fence) {
    return Optional.ofNullable(fence.options().get("chart"))
        .or(() -> FenceTypes.of(fence.kind()).chart(fence.body().text()));
  }

  private record Drawn(String kind, List<String> categories, List<ChartSeries> series) {
    ChartData chart(List<Threshold> thresholds) {
      return new ChartData(
          kind, categories, ChartPanel.of(series, thresholds), Optional.empty(), List.of());
    }
  }

  private static Optional<Drawn> bars(Table table) {
    List<Integer> numbers = numbers(table);
    int name = first(table, ColumnType.STRING);
    if (name < 0 || numbers.isEmpty()) {
      return Optional.empty();
    }
    List<Row> rows = table.rows().stream().limit(MOST_BARS).toList();
    return Optional.of(
        new Drawn(
            "bar",
            rows.stream().map(row -> ValueText.text(row.values().get(name))).toList(),
            numbers.stream()
                .limit(MOST_SERIES)
                .map(column -> series(table.columns().get(column).name(), rows, column))
                .toList()));
  }

  private static Optional<Drawn> lines(Table table) {
    List<Integer> numbers = numbers(table);
    int time = first(table, ColumnType.DATETIME);
    if (time < 0 || numbers.isEmpty()) {
      return Optional.empty();
    }
    int name = first(table, ColumnType.STRING);
    var series = new LinkedHashMap<String, ChartSeries>();
    table.rows().stream()
        .limit(MOST_POINTS)
        .forEach(
            row ->
                numbers.forEach(
                    column ->
                        series
                            .computeIfAbsent(
                                seriesName(table, row, name, column, numbers.size()),
                                any -> empty(any, table.columns().get(column).name()))
                            .values()
                            .add(point(row, time, column))));
    return Optional.of(
        new Drawn("time", List.of(), series.values().stream().limit(MOST_SERIES).toList()));
  }

  private static ChartSeries empty(String name, String column) {
    return ChartSeries.empty(name, column, ChartUnit.of(column));
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

  private static ChartSeries series(String name, List<Row> rows, int column) {
    ChartSeries series = empty(name, name);
    rows.forEach(row -> series.values().add(row.values().get(column)));
    return series;
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
