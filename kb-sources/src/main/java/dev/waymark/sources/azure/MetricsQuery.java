package dev.waymark.sources.azure;

import com.azure.monitor.query.models.AggregationType;
import com.azure.monitor.query.models.MetricAvailability;
import com.azure.monitor.query.models.MetricDefinition;
import com.azure.monitor.query.models.MetricResult;
import com.azure.monitor.query.models.MetricValue;
import com.azure.monitor.query.models.MetricsQueryOptions;
import com.azure.monitor.query.models.MetricsQueryResult;
import com.azure.monitor.query.models.QueryTimeInterval;
import com.azure.monitor.query.models.TimeSeriesElement;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.model.table.Timespan;
import dev.waymark.model.value.ResourceId;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.azure.MetricAggregation;
import dev.waymark.runbooks.fence.azure.MetricsBody;
import dev.waymark.runbooks.fence.azure.MetricsFence;
import dev.waymark.runbooks.query.QueryBounds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A resource's metrics: a row a moment, metric and combination of dimensions. */
public final class MetricsQuery implements AzureQuery {
  @Override
  public FenceKind kind() {
    return MetricsFence.KIND;
  }

  @Override
  public String service() {
    return "Azure Monitor metrics";
  }

  @Override
  public String target(BoundQuery query) {
    return MetricsBody.read(query.text(), Placeholders.none())
        .value()
        .map(MetricsBody::resource)
        .orElse("");
  }

  @Override
  public ServiceResult ask(
      AzureConnection connection, BoundQuery query, QueryBounds bounds, CallDeadline deadline)
      throws InterruptedException, TimeoutException {
    MetricsBody body =
        FenceBodyException.unless(MetricsBody.read(query.text(), Placeholders.none()));
    // The client puts a slash in front of it, and the rest into its URL as it is.
    String resource = ResourceId.read(body.resource()).value().orElseThrow().path().substring(1);
    List<MetricDefinition> definitions =
        deadline.await(
            connection
                .metrics()
                .listMetricDefinitions(resource, body.namespace().orElse(null))
                .collectList());
    for (String name : body.metrics()) {
      check(definition(body.resource(), name, definitions), body);
    }
    Instant end = connection.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Instant start = end.minus(body.window());
    MetricsQueryOptions options =
        new MetricsQueryOptions()
            .setAggregations(body.aggregations().stream().map(MetricsQuery::type).toList())
            .setTimeInterval(
                new QueryTimeInterval(
                    start.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC)));
    body.interval().ifPresent(options::setGranularity);
    body.filter().ifPresent(options::setFilter);
    body.namespace().ifPresent(options::setMetricNamespace);
    MetricsQueryResult result =
        deadline
            .await(
                connection.metrics().queryResourceWithResponse(resource, body.metrics(), options))
            .getValue();
    if (result == null || result.getMetrics() == null) {
      throw new MalformedReplyException("holds no metrics");
    }
    Optional<String> failed =
        result.getMetrics().stream()
            .filter(metric -> metric.getError() != null && isError(metric))
            .map(metric -> metric.getMetricName() + ": " + metric.getError().getMessage())
            .findFirst();
    return new ServiceResult(table(result, body), failed, Optional.of(start + "/" + end), Map.of());
  }

  /** Every metric says {@code Success} here where nothing is wrong. */
  private static boolean isError(MetricResult metric) {
    String code = metric.getError().getCode();
    return code != null && !code.equals("Success");
  }

  private static MetricDefinition definition(
      String resource, String name, List<MetricDefinition> definitions) {
    return definitions.stream()
        .filter(one -> name.equalsIgnoreCase(one.getName()))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> known =
                  definitions.stream().map(MetricDefinition::getName).sorted().toList();
              String hint =
                  Nearest.to(name, known)
                      .map(near -> "Did you mean `" + near + "`?")
                      .orElse("It has " + String.join(", ", known) + ".");
              return new FenceBodyException(
                  "`%s` has no metric `%s`".formatted(resource, name), hint);
            });
  }

  /** Azure refuses, or fails at, what a metric isn't kept for. */
  private static void check(MetricDefinition metric, MetricsBody body) {
    List<AggregationType> supported =
        Optional.ofNullable(metric.getSupportedAggregationTypes()).orElse(List.of());
    for (MetricAggregation aggregation : body.aggregations()) {
      if (!supported.isEmpty() && !supported.contains(type(aggregation))) {
        throw new FenceBodyException(
            "The metric `%s` has no `%s`".formatted(metric.getName(), aggregation.label()),
            "It has %s."
                .formatted(
                    Arrays.stream(MetricAggregation.values())
                        .filter(one -> supported.contains(type(one)))
                        .map(MetricAggregation::label)
                        .collect(Collectors.joining(", "))));
      }
    }
    List<Duration> intervals =
        Optional.ofNullable(metric.getMetricAvailabilities()).orElse(List.of()).stream()
            .map(MetricAvailability::getGranularity)
            .filter(Objects::nonNull)
            .toList();
    body.interval()
        .filter(interval -> !intervals.isEmpty() && !intervals.contains(interval))
        .ifPresent(
            interval -> {
              throw new FenceBodyException(
                  "The metric `%s` isn't kept every %s"
                      .formatted(metric.getName(), Timespan.format(interval)),
                  "It is every %s."
                      .formatted(
                          intervals.stream()
                              .map(Timespan::format)
                              .collect(Collectors.joining(", "))));
            });
  }

  private static AggregationType type(MetricAggregation aggregation) {
    return switch (aggregation) {
      case AVERAGE -> AggregationType.AVERAGE;
      case MINIMUM -> AggregationType.MINIMUM;
      case MAXIMUM -> AggregationType.MAXIMUM;
      case TOTAL -> AggregationType.TOTAL;
      case COUNT -> AggregationType.COUNT;
    };
  }

  private static Table table(MetricsQueryResult result, MetricsBody body) {
    List<Row> rows = new ArrayList<>();
    for (MetricResult metric : result.getMetrics()) {
      for (TimeSeriesElement one : series(metric)) {
        List<MetricValue> values = Optional.ofNullable(one.getValues()).orElse(List.of());
        for (MetricValue value : values) {
          if (value.getTimeStamp() == null) {
            throw new MalformedReplyException("holds a value without a time");
          }
          List<@Nullable Object> row = new ArrayList<>();
          row.add(value.getTimeStamp().toInstant());
          row.add(metric.getMetricName());
          body.dimensions().forEach(name -> row.add(dimension(one, name)));
          body.aggregations().forEach(aggregation -> row.add(number(value, aggregation)));
          rows.add(new Row(row));
        }
      }
    }
    return new Table(body.columns(), rows);
  }

  /** Azure sends the names of dimensions in small letters. */
  private static String dimension(TimeSeriesElement series, String name) {
    return Optional.ofNullable(series.getMetadata()).orElse(Map.of()).entrySet().stream()
        .filter(one -> one.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static List<TimeSeriesElement> series(MetricResult metric) {
    return Optional.ofNullable(metric.getTimeSeries()).orElse(List.of());
  }

  private static @Nullable Double number(MetricValue value, MetricAggregation aggregation) {
    return switch (aggregation) {
      case AVERAGE -> value.getAverage();
      case MINIMUM -> value.getMinimum();
      case MAXIMUM -> value.getMaximum();
      case TOTAL -> value.getTotal();
      case COUNT -> value.getCount();
    };
  }
}
