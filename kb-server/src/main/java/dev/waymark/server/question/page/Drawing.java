package dev.waymark.server.question.page;

import dev.waymark.server.question.AnswerColumn;
import dev.waymark.server.question.Chart;
import dev.waymark.server.question.Question;
import dev.waymark.server.question.QuestionAnswer;
import dev.waymark.server.web.ChartPanel;
import dev.waymark.server.web.ChartSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    Map<String, ChartSeries> series = new LinkedHashMap<>();
    for (List<@Nullable Object> row : rows.all()) {
      for (String value : lines.values()) {
        String name = lines.name().isEmpty() ? rows.label(value) : rows.text(row, lines.name());
        List<@Nullable Object> point = new ArrayList<>();
        point.add(rows.text(row, lines.day()));
        point.add(rows.value(row, value));
        series.computeIfAbsent(name, any -> rows.series(any, value)).values().add(point);
      }
    }
    return new Drawing(
        "time", List.of(), panels(List.copyOf(series.values())), List.of(), List.of());
  }

  private static List<ChartPanel> panels(List<ChartSeries> series) {
    return ChartPanel.of(series, List.of());
  }

  /** A node is a step at a place, so that no flow leads back. */
  private static Drawing flows(QuestionAnswer answer, Chart.Flows flows) {
    Rows rows = new Rows(answer, Integer.MAX_VALUE);
    Set<String> nodes = new LinkedHashSet<>();
    Map<List<String>, Double> links = new LinkedHashMap<>();
    for (List<@Nullable Object> row : rows.all()) {
      int place = Integer.parseInt(rows.text(row, flows.position()));
      String from = place + " · " + rows.text(row, flows.from());
      String to = place + 1 + " · " + rows.text(row, flows.to());
      nodes.add(from);
      nodes.add(to);
      double value =
          rows.value(row, flows.value()) instanceof Number number ? number.doubleValue() : 0;
      links.merge(List.of(from, to), value, Double::sum);
    }
    return new Drawing(
        "flows",
        List.of(),
        List.of(),
        nodes.stream().map(Node::new).toList(),
        links.entrySet().stream()
            .map(link -> new Link(link.getKey().get(0), link.getKey().get(1), link.getValue()))
            .toList());
  }

  /** The answer's cells by the names of their columns. */
  private record Rows(QuestionAnswer answer, int most) {
    List<List<@Nullable Object>> all() {
      return answer.lines().stream().limit(most).map(QuestionAnswer.Line::cells).toList();
    }

    @Nullable Object value(List<@Nullable Object> row, String column) {
      return row.get(index(column));
    }

    String text(List<@Nullable Object> row, String column) {
      Object value = value(row, column);
      return value == null ? "" : value.toString();
    }

    String label(String column) {
      return answer.question().columns().get(index(column)).label();
    }

    ChartSeries series(String name, String column) {
      return ChartSeries.empty(name, column, unit(column));
    }

    private Optional<String> unit(String column) {
      return answer.question().columns().get(index(column)).type() == AnswerColumn.Type.SECONDS
          ? Optional.of("s")
          : Optional.empty();
    }

    private int index(String column) {
      Question question = answer.question();
      return question.columns().indexOf(question.column(column).orElseThrow());
    }
  }
}
