package dev.waymark.runbooks.query.azure;

import com.azure.monitor.query.models.AggregationType;
import com.azure.monitor.query.models.MetricDefinition;
import com.azure.monitor.query.models.MetricResult;
import com.azure.monitor.query.models.MetricValue;
import com.azure.monitor.query.models.MetricsQueryOptions;
import com.azure.monitor.query.models.MetricsQueryResult;
import com.azure.monitor.query.models.QueryTimeInterval;
import com.azure.monitor.query.models.TimeSeriesElement;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.query.QueryBounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A resource's metrics: a row a moment, metric and combination of dimensions. */
final class MetricsQuery implements AzureQuery {
  private static final Set<String> KEYS =
      Set.of("resource", "metrics", "aggregations", "interval", "window", "filter", "namespace");

  private final Clock clock;

  MetricsQuery(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String service() {
    return "Azure Monitor metrics";
  }

  @Override
  public String target(BoundQuery query) {
    try {
      return YamlBody.of("metrics", query.text(), KEYS).text("resource").orElse("");
    } catch (WrongBody e) {
      return "";
    }
  }

  @Override
  public Found ask(
      AzureConnection connection, BoundQuery query, QueryBounds bounds, Deadline deadline)
      throws InterruptedException, TimeoutException {
    YamlBody body = YamlBody.of("metrics", query.text(), KEYS);
    String resource = body.required("resource", "${apim}");
    List<String> names = body.list("metrics");
    if (names.isEmpty()) {
      throw new WrongBody("The metrics fence names no metric", "Add `metrics: [Requests]`.");
    }
    List<AggregationType> aggregations =
        body.list("aggregations").isEmpty()
            ? List.of(AggregationType.AVERAGE)
            : body.list("aggregations").stream().map(MetricsQuery::aggregation).toList();
    List<MetricDefinition> definitions =
        deadline.await(
            connection
                .metrics()
                .listMetricDefinitions(resource, body.text("namespace").orElse(null))
                .collectList());
    checkNames(resource, names, definitions);
    Instant end = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant start = end.minus(body.length("window").orElse(Duration.ofHours(1)));
    MetricsQueryOptions options =
        new MetricsQueryOptions()
            .setAggregations(aggregations)
            .setTimeInterval(
                new QueryTimeInterval(
                    start.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC)));
    body.length("interval").ifPresent(options::setGranularity);
    body.text("filter").ifPresent(options::setFilter);
    body.text("namespace").ifPresent(options::setMetricNamespace);
    MetricsQueryResult result =
        deadline
            .await(connection.metrics().queryResourceWithResponse(resource, names, options))
            .getValue();
    if (result == null || result.getMetrics() == null) {
      throw new GarbledReply("holds no metrics");
    }
    Optional<String> failed =
        result.getMetrics().stream()
            .filter(metric -> metric.getError() != null && isError(metric))
            .map(metric -> metric.getMetricName() + ": " + metric.getError().getMessage())
            .findFirst();
    return new Found(table(result, aggregations), failed, Optional.of(start + "/" + end), Map.of());
  }

  /** Every metric says {@code Success} here where nothing is wrong. */
  private static boolean isError(MetricResult metric) {
    String code = metric.getError().getCode();
    return code != null && !code.equals("Success");
  }

  private static void checkNames(
      String resource, List<String> names, List<MetricDefinition> definitions) {
    List<String> known = definitions.stream().map(MetricDefinition::getName).sorted().toList();
    for (String name : names) {
      if (known.stream().noneMatch(name::equalsIgnoreCase)) {
        String hint =
            Nearest.to(name, known)
                .map(near -> "Did you mean `" + near + "`?")
                .orElse("It has " + String.join(", ", known) + ".");
        throw new WrongBody("`%s` has no metric `%s`".formatted(resource, name), hint);
      }
    }
  }

  private static AggregationType aggregation(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "average", "avg" -> AggregationType.AVERAGE;
      case "minimum", "min" -> AggregationType.MINIMUM;
      case "maximum", "max" -> AggregationType.MAXIMUM;
      case "total", "sum" -> AggregationType.TOTAL;
      case "count" -> AggregationType.COUNT;
      default ->
          throw new WrongBody(
              "`" + name + "` is no aggregation",
              "There are `Average`, `Minimum`, `Maximum`, `Total` and `Count`.");
    };
  }

  private static Table table(MetricsQueryResult result, List<AggregationType> aggregations) {
    Set<String> dimensions = new TreeSet<>();
    for (MetricResult metric : result.getMetrics()) {
      series(metric).forEach(one -> dimensions.addAll(metadata(one).keySet()));
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Time", ColumnType.DATETIME));
    columns.add(new Column("Metric", ColumnType.STRING));
    dimensions.forEach(name -> columns.add(new Column(name, ColumnType.STRING)));
    aggregations.forEach(one -> columns.add(new Column(label(one), ColumnType.REAL)));
    List<Row> rows = new ArrayList<>();
    for (MetricResult metric : result.getMetrics()) {
      for (TimeSeriesElement one : series(metric)) {
        List<MetricValue> values = Optional.ofNullable(one.getValues()).orElse(List.of());
        for (MetricValue value : values) {
          if (value.getTimeStamp() == null) {
            throw new GarbledReply("holds a value without a time");
          }
          List<@Nullable Object> row = new ArrayList<>();
          row.add(value.getTimeStamp().toInstant());
          row.add(metric.getMetricName());
          dimensions.forEach(name -> row.add(metadata(one).getOrDefault(name, "")));
          aggregations.forEach(aggregation -> row.add(number(value, aggregation)));
          rows.add(new Row(row));
        }
      }
    }
    return new Table(columns, rows);
  }

  private static List<TimeSeriesElement> series(MetricResult metric) {
    return Optional.ofNullable(metric.getTimeSeries()).orElse(List.of());
  }

  private static Map<String, String> metadata(TimeSeriesElement series) {
    return Optional.ofNullable(series.getMetadata()).orElse(Map.of());
  }

  private static String label(AggregationType aggregation) {
    String name = aggregation.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static @Nullable Double number(MetricValue value, AggregationType aggregation) {
    return switch (aggregation) {
      case AVERAGE -> value.getAverage();
      case MINIMUM -> value.getMinimum();
      case MAXIMUM -> value.getMaximum();
      case TOTAL -> value.getTotal();
      case COUNT -> value.getCount();
      case NONE -> null;
    };
  }
}
