package dev.waymark.runbooks.fence.azure;

import dev.waymark.model.source.Nearest;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Timespan;
import dev.waymark.model.value.ResourceId;
import dev.waymark.runbooks.fence.Body;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.YamlKeys;
import dev.waymark.runbooks.fence.YamlKeys.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code metrics} fence asks for. What Azure takes: <a
 * href="https://learn.microsoft.com/rest/api/monitor/metrics/list">Metrics - List</a>.
 *
 * @param dimensions that the filter names, in its order: columns of the answer
 */
public record MetricsBody(
    String resource,
    List<String> metrics,
    List<MetricAggregation> aggregations,
    Optional<Duration> interval,
    Duration window,
    Optional<String> filter,
    List<String> dimensions,
    Optional<String> namespace) {
  private static final String KIND = "metrics";
  private static final List<String> KEYS =
      List.of("resource", "metrics", "aggregations", "interval", "window", "filter", "namespace");

  /** The grains of time in which Azure keeps metrics. */
  public static final List<Duration> INTERVALS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1));

  private static final Duration DEFAULT_WINDOW = Duration.ofHours(1);

  /** How long Azure keeps the metrics of its platform. */
  private static final Duration LONGEST_WINDOW = Duration.ofDays(93);

  private static final int MOST_METRICS = 20;
  private static final int MOST_FILTER = 2_000;
  private static final Pattern COMPARISON =
      Pattern.compile(
          "(?<![\\w$])(?!(?:and|or)\\s)(?<name>[A-Za-z$][\\w .$/{}-]*?)"
              + "\\s+(?:eq|ne|sw)\\s+(?:'[^']*')+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FILTER =
      Pattern.compile(
          "\\(?%1$s\\)?(?:\\s+(?:and|or)\\s+\\(?%1$s\\)?)*"
              .formatted(COMPARISON.pattern().replace("?<name>", "?:")),
          Pattern.CASE_INSENSITIVE);

  public MetricsBody {
    metrics = List.copyOf(metrics);
    aggregations = List.copyOf(aggregations);
    dimensions = List.copyOf(dimensions);
  }

  /** The columns of the answer. */
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Time", ColumnType.DATETIME));
    columns.add(new Column("Metric", ColumnType.STRING));
    dimensions.forEach(name -> columns.add(new Column(name, ColumnType.STRING)));
    aggregations.forEach(one -> columns.add(new Column(one.label(), ColumnType.REAL)));
    return columns;
  }

  /** Reads a body, as its author wrote it or with its values. */
  public static Body<MetricsBody> read(String body, Placeholders holes) {
    return new Reader(new YamlKeys(KIND, KEYS, body, holes), holes).read();
  }

  private record Reader(YamlKeys keys, Placeholders holes) {
    Body<MetricsBody> read() {
      Optional<Scalar> resource = keys.required("resource", "${resource}");
      resource.ifPresent(
          id -> ResourceIdCheck.check(keys, id, holes, ResourceId::readResource, "/providers/…"));
      List<String> metrics = metrics();
      Optional<List<MetricAggregation>> aggregations = aggregations();
      Optional<Duration> interval = interval();
      Optional<Duration> window =
          keys.length(
              "window",
              length -> length.compareTo(LONGEST_WINDOW) <= 0,
              "Write a length of time such as `1h`; Azure keeps metrics for 93 days.");
      Optional<Scalar> filter = keys.text("filter");
      filter.ifPresent(this::checkFilter);
      List<String> dimensions = filter.map(Scalar::text).map(Reader::dimensions).orElse(List.of());
      dimensions.stream()
          .filter(name -> name.equals("Time") || name.equals("Metric") || isAggregation(name))
          .findFirst()
          .ifPresent(
              name ->
                  keys.wrong(
                      filter.orElseThrow(),
                      "The dimension `" + name + "` bears the name of another column",
                      "Filter by another dimension."));
      Optional<MetricsBody> value =
          aggregations.flatMap(
              some ->
                  resource.map(
                      id ->
                          new MetricsBody(
                              id.text(),
                              metrics,
                              some,
                              interval,
                              window.orElse(DEFAULT_WINDOW),
                              filter.map(Scalar::text),
                              dimensions,
                              keys.text("namespace").map(Scalar::text))));
      return Body.of(value, keys.faults());
    }

    private static boolean isAggregation(String name) {
      return MetricAggregation.labels().contains(name);
    }

    private List<String> metrics() {
      List<Scalar> metrics = keys.list("metrics");
      if (metrics.isEmpty()) {
        keys.missing("metrics", "[Requests]");
      }
      Set<String> names = new LinkedHashSet<>();
      for (Scalar metric : metrics) {
        if (metric.text().contains(",")) {
          keys.wrong(
              metric,
              "`" + metric.text() + "` isn't the name of a metric",
              "Write a list: `metrics: [" + metric.text() + "]`.");
        } else if (!names.add(metric.text())) {
          keys.wrong(metric, "`" + metric.text() + "` stands twice", "Keep one of them.");
        } else if (names.size() > MOST_METRICS) {
          keys.wrong(
              metric,
              "The fence names more than " + MOST_METRICS + " metrics",
              "Ask for the others in another step.");
          break;
        }
      }
      return List.copyOf(names);
    }

    /** Unknown if one of them is a value. */
    private Optional<List<MetricAggregation>> aggregations() {
      boolean open = false;
      List<MetricAggregation> aggregations = new ArrayList<>();
      for (Scalar name : keys.list("aggregations")) {
        Optional<MetricAggregation> aggregation = MetricAggregation.of(name.text());
        if (!holes.fits(name.text(), text -> MetricAggregation.of(text).isPresent())) {
          keys.wrong(
              name,
              "`" + name.text() + "` isn't an aggregation",
              Nearest.to(name.text(), MetricAggregation.labels())
                  .map(near -> "Did you mean `" + near + "`?")
                  .orElse("There are " + YamlKeys.quoted(MetricAggregation.labels()) + "."));
        } else if (aggregation.filter(aggregations::contains).isPresent()) {
          keys.wrong(name, "`" + name.text() + "` stands twice", "Keep one of them.");
        }
        aggregation.ifPresent(aggregations::add);
        open |= holes.in(name.text());
      }
      if (open) {
        return Optional.empty();
      }
      return Optional.of(
          aggregations.isEmpty() ? List.of(MetricAggregation.AVERAGE) : aggregations);
    }

    private Optional<Duration> interval() {
      String known = INTERVALS.stream().map(Timespan::format).reduce((a, b) -> a + ", " + b).get();
      return keys.length(
          "interval", INTERVALS::contains, "Azure knows the intervals " + known + ".");
    }

    private void checkFilter(Scalar filter) {
      if (filter.text().length() > MOST_FILTER || !FILTER.matcher(filter.text()).matches()) {
        keys.wrong(
            filter,
            "`" + filter.text() + "` isn't a filter of metrics",
            "Write a comparison such as `ApiName eq 'orders'`, with `and` or `or` between two;"
                + " `'*'` gives a row for each value.");
      }
    }

    private static List<String> dimensions(String filter) {
      Matcher comparison = COMPARISON.matcher(filter);
      Set<String> names = new LinkedHashSet<>();
      while (comparison.find()) {
        names.add(comparison.group("name"));
      }
      return List.copyOf(names);
    }
  }
}
