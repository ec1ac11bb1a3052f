package dev.waymark.server.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Series that share one axis: of one unit, and of sizes that can be seen side by side. A chart is
 * one panel above the other, so that a share of 0.4 isn't drawn beside 60,000 milliseconds.
 *
 * @param unit of the axis; empty for plain numbers
 * @param marks values that the step's conditions compare with, drawn as lines
 */
public record ChartPanel(String unit, List<ChartSeries> series, List<Threshold> marks) {
  /** A series of less than a tenth of the largest one's size would lie on the zero line. */
  private static final double VISIBLE = 0.1;

  public ChartPanel {
    series = List.copyOf(series);
    marks = List.copyOf(marks);
  }

  /** A value that a condition compares a column with. */
  public record Threshold(String column, double value) {}

  /** The panels of these series, in the order in which their first series came. */
  public static List<ChartPanel> of(List<ChartSeries> all, List<Threshold> thresholds) {
    Map<String, List<ChartSeries>> byUnit =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    series -> series.unit().orElse(""), LinkedHashMap::new, Collectors.toList()));
    List<ChartPanel> panels = new ArrayList<>();
    byUnit.forEach(
        (unit, series) ->
            bySize(series).forEach(group -> panels.add(panel(unit, group, thresholds))));
    panels.sort(Comparator.comparingInt(panel -> all.indexOf(panel.series().get(0))));
    return List.copyOf(panels);
  }

  private static List<List<ChartSeries>> bySize(List<ChartSeries> series) {
    List<ChartSeries> largestFirst =
        series.stream()
            .sorted(Comparator.comparingDouble(ChartSeries::magnitude).reversed())
            .toList();
    List<List<ChartSeries>> groups = new ArrayList<>();
    double largest = 0;
    for (ChartSeries one : largestFirst) {
      // What is zero throughout says so on any axis.
      if (groups.isEmpty() || (one.magnitude() > 0 && one.magnitude() < largest * VISIBLE)) {
        groups.add(new ArrayList<>());
        largest = one.magnitude();
      }
      groups.get(groups.size() - 1).add(one);
    }
    groups.forEach(group -> group.sort(Comparator.comparingInt(series::indexOf)));
    return groups;
  }

  private static ChartPanel panel(
      String unit, List<ChartSeries> series, List<Threshold> thresholds) {
    return new ChartPanel(
        unit,
        series,
        thresholds.stream()
            .filter(mark -> series.stream().anyMatch(one -> one.column().equals(mark.column())))
            .toList());
  }
}
