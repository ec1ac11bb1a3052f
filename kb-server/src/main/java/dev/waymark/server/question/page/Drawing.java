package dev.waymark.server.question.page;

import dev.waymark.server.question.AnswerColumn;
import dev.waymark.server.question.Chart;
import dev.waymark.server.question.QuestionAnswer;
import dev.waymark.server.web.ChartPanel;
import dev.waymark.server.web.ChartSeries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a drawing.
 *
 * @param kind {@code bar}, {@code time} or {@code flows}
 * @param categories the names beside the bars
 * @param panels bars or lines, one panel above the other
 * @param nodes names, each once, which begin with their place from the left
 * @param links between nodes
 */
record Drawing(
    String kind,
    List<String> categories,
    List<ChartPanel> panels,
    List<Node> nodes,
    List<Link> links) {
  private static final int MOST_BARS = 30;
  private static final int MOST_PLACES = 5;
  private static final int MOST_STEPS = 7;

  record Node(String name) {}

  record Link(String source, String target, double value) {}

  /** Empty if there is nothing to draw. */
  static Optional<Drawing> of(QuestionAnswer answer) {
    if (answer.lines().isEmpty()) {
      return Optional.empty();
    }
    Chart chart = answer.question().chart();
    return switch (chart) {
      case Chart.None _ -> Optional.empty();
      case Chart.Bars bars -> Optional.of(bars(answer, bars));
      case Chart.Lines lines -> Optional.of(lines(answer, lines));
      case Chart.Flows flows -> Optional.of(flows(answer, flows));
    };
  }

  /** How many rows there is no room for. */
  static int left(QuestionAnswer answer) {
    return answer.question().chart() instanceof Chart.Bars
        ? Math.max(0, answer.lines().size() - MOST_BARS)
        : 0;
  }

  private static Drawing bars(QuestionAnswer answer, Chart.Bars bars) {
    Rows rows = new Rows(answer, MOST_BARS);
    return new Drawing(
        "bar",
        rows.all().stream()
            .map(
                row ->
                    bars.names().stream()
                        .map(name -> rows.text(row, name))
                        .collect(Collectors.joining(" → ")))
            .toList(),
        panels(
            bars.values().stream()
                .map(
                    value -> {
                      ChartSeries series = rows.series(rows.label(value), value);
                      rows.all().forEach(row -> series.values().add(rows.value(row, value)));
                      return series;
                    })
                .toList()),
        List.of(),
        List.of());
  }

  private static Drawing lines(QuestionAnswer answer, Chart.Lines lines) {
    Rows rows = new Rows(answer, Integer.MAX_VALUE);
    Set<String> days = new LinkedHashSet<>();
    Map<String, ChartSeries> series = new LinkedHashMap<>();
    for (List<@Nullable Object> row : rows.all()) {
      String day = rows.text(row, lines.day());
      days.add(day);
      for (String value : lines.values()) {
        String name = lines.name().isEmpty() ? rows.label(value) : rows.text(row, lines.name());
        List<@Nullable Object> point = new ArrayList<>();
        point.add(day);
        point.add(rows.value(row, value));
        series.computeIfAbsent(name, any -> rows.series(any, value)).values().add(point);
      }
    }
    return days.size() == 1
        ? period(days.iterator().next(), series.values())
        : new Drawing(
            "time", List.of(), panels(List.copyOf(series.values())), List.of(), List.of());
  }

  /** A line needs two periods; of one there are bars. */
  private static Drawing period(String day, Collection<ChartSeries> lines) {
    List<ChartSeries> bars = new ArrayList<>();
    for (ChartSeries line : lines) {
      ChartSeries bar = ChartSeries.empty(line.name(), line.column(), line.unit());
      for (Object point : line.values()) {
        if (point instanceof List<?> pair) {
          bar.values().add(pair.get(1));
        }
      }
      bars.add(bar);
    }
    return new Drawing("bar", List.of(day), panels(bars), List.of(), List.of());
  }

  private static List<ChartPanel> panels(List<ChartSeries> series) {
    return ChartPanel.of(series, List.of());
  }

  /**
   * A node is a step at a place, so that no flow leads back. What is rare at a place is one node
   * there, and all that comes after the last place another.
   */
  private static Drawing flows(QuestionAnswer answer, Chart.Flows flows) {
    Rows rows = new Rows(answer, Integer.MAX_VALUE);
    List<Flow> all = new ArrayList<>();
    for (List<@Nullable Object> row : rows.all()) {
      int place = Integer.parseInt(rows.text(row, flows.position()));
      if (place <= MOST_PLACES && rows.value(row, flows.value()) instanceof Number value) {
        all.add(
            new Flow(
                place,
                rows.text(row, flows.from()),
                rows.text(row, flows.to()),
                value.doubleValue()));
      }
    }
    Map<Integer, Set<String>> broadest = broadest(all);
    Map<List<String>, Double> links = new LinkedHashMap<>();
    for (Flow flow : all) {
      String from = node(broadest, flow.place(), flow.from());
      String to = node(broadest, flow.place() + 1, flow.to());
      links.merge(List.of(from, to), flow.value(), Double::sum);
    }
    return new Drawing(
        "flows",
        List.of(),
        List.of(),
        links.keySet().stream().flatMap(List::stream).distinct().map(Node::new).toList(),
        links.entrySet().stream()
            .map(link -> new Link(link.getKey().get(0), link.getKey().get(1), link.getValue()))
            .toList());
  }

  /** How many runs went from a step at a place to the next. */
  private record Flow(int place, String from, String to, double value) {}

  /** The steps of each place that are named. */
  private static Map<Integer, Set<String>> broadest(List<Flow> flows) {
    Map<Integer, Map<String, Double>> breadths = new HashMap<>();
    for (Flow flow : flows) {
      breadths
          .computeIfAbsent(flow.place(), any -> new HashMap<>())
          .merge(flow.from(), flow.value(), Double::sum);
      breadths
          .computeIfAbsent(flow.place() + 1, any -> new HashMap<>())
          .merge(flow.to(), flow.value(), Double::sum);
    }
    Map<Integer, Set<String>> broadest = new HashMap<>();
    breadths.forEach(
        (place, steps) ->
            broadest.put(
                place,
                steps.entrySet().stream()
                    .sorted(
                        Map.Entry.<String, Double>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST_STEPS)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet())));
    return broadest;
  }

  private static String node(Map<Integer, Set<String>> broadest, int place, String step) {
    if (place > MOST_PLACES) {
      return place + " · further steps";
    }
    return place
        + " · "
        + (broadest.getOrDefault(place, Set.of()).contains(step) ? step : "other steps");
  }

  /** The unit in which lengths of time are drawn; the axis has room for some digits only. */
  private enum LengthUnit {
    S("s", 1),
    MIN("min", 60),
    H("h", 3600);

    private final String label;
    private final int seconds;

    LengthUnit(String label, int seconds) {
      this.label = label;
      this.seconds = seconds;
    }

    /** The largest one that the longest length has two of. */
    static LengthUnit of(double longest) {
      return longest < 2 * MIN.seconds ? S : longest < 2 * H.seconds ? MIN : H;
    }

    double of(Number seconds) {
      return Math.round(10 * seconds.doubleValue() / this.seconds) / 10.0;
    }
  }

  /** The answer's cells by the names of their columns. */
  private record Rows(QuestionAnswer answer, List<List<@Nullable Object>> all, LengthUnit unit) {
    Rows(QuestionAnswer answer, int most) {
      this(
          answer,
          answer.lines().stream().limit(most).map(QuestionAnswer.Line::cells).toList(),
          LengthUnit.of(longest(answer)));
    }

    /** Of the lengths of time in the answer. */
    private static double longest(QuestionAnswer answer) {
      List<AnswerColumn> columns = answer.question().columns();
      return IntStream.range(0, columns.size())
          .filter(i -> isLength(columns.get(i)))
          .boxed()
          .flatMap(i -> answer.lines().stream().map(line -> line.cells().get(i)))
          .filter(Number.class::isInstance)
          .mapToDouble(value -> ((Number) value).doubleValue())
          .max()
          .orElse(0);
    }

    private static boolean isLength(AnswerColumn column) {
      return column.type() == AnswerColumn.Type.SECONDS;
    }

    @Nullable Object value(List<@Nullable Object> row, String column) {
      Object value = row.get(index(column));
      return value instanceof Number number && isLength(column(column)) ? unit.of(number) : value;
    }

    String text(List<@Nullable Object> row, String column) {
      Object value = row.get(index(column));
      return value == null ? "" : value.toString();
    }

    String label(String column) {
      return column(column).label();
    }

    ChartSeries series(String name, String column) {
      return ChartSeries.empty(
          name, column, isLength(column(column)) ? Optional.of(unit.label) : Optional.empty());
    }

    private AnswerColumn column(String name) {
      return answer.question().column(name).orElseThrow();
    }

    private int index(String column) {
      return answer.question().columns().indexOf(column(column));
    }
  }
}
