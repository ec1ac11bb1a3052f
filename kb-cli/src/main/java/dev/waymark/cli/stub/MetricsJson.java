package dev.waymark.cli.stub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.azure.MetricsBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A recorded table of metrics as the metrics service sends it. */
final class MetricsJson {
  private MetricsJson() {}

  static StubReply definitions(String resource, Set<String> names) {
    ObjectNode root = StubJson.MAPPER.createObjectNode();
    ArrayNode value = root.putArray("value");
    for (String name : names) {
      ObjectNode definition = value.addObject();
      definition
          .put("id", resource + "/providers/microsoft.insights/metricdefinitions/" + name)
          .put("resourceId", resource)
          .put("namespace", "stand-in");
      definition.putObject("name").put("value", name).put("localizedValue", name);
      definition.put("unit", "Count").put("primaryAggregationType", "Total");
      ArrayNode availabilities = definition.putArray("metricAvailabilities");
      MetricsBody.INTERVALS.forEach(
          interval ->
              availabilities
                  .addObject()
                  .put("timeGrain", interval.toString())
                  .put("retention", "P93D"));
      definition.putArray("dimensions");
      ArrayNode aggregations = definition.putArray("supportedAggregationTypes");
      MetricsRequirements.AGGREGATIONS.forEach(aggregations::add);
    }
    return StubReply.json(root.toString());
  }

  /** A time series for each metric that is asked for, and each combination of dimensions. */
  static StubReply values(Table table, StubRequest request) {
    List<String> wanted = MetricsRequirements.list(request, "metricnames");
    List<String> aggregations = MetricsRequirements.list(request, "aggregation");
    List<String> dimensions =
        table.columns().stream()
            .map(Column::name)
            .filter(name -> !MetricsRequirements.AGGREGATIONS.contains(name))
            .filter(name -> !name.equals("Time") && !name.equals("Metric"))
            .toList();
    ObjectNode root = StubJson.MAPPER.createObjectNode();
    root.put("cost", 0)
        .put("timespan", request.parameter("timespan").orElse("PT1H"))
        .put("interval", request.parameter("interval").orElse("PT1M"))
        .put("namespace", "");
    ArrayNode metrics = root.putArray("value");
    Map<String, ArrayNode> series = new LinkedHashMap<>();
    Map<String, ArrayNode> data = new LinkedHashMap<>();
    for (Row row : table.rows()) {
      String name = ScenarioContent.text(table, row, "Metric");
      if (!wanted.isEmpty() && wanted.stream().noneMatch(name::equalsIgnoreCase)) {
        continue;
      }
      ArrayNode ofMetric = series.computeIfAbsent(name, metric -> metric(metrics, metric));
      String key =
          name + dimensions.stream().map(d -> "\n" + ScenarioContent.text(table, row, d)).toList();
      ArrayNode values = data.computeIfAbsent(key, one -> series(ofMetric, table, row, dimensions));
      ObjectNode value = values.addObject();
      value.put("timeStamp", ScenarioContent.text(table, row, "Time"));
      for (String aggregation : MetricsRequirements.AGGREGATIONS) {
        int index = table.indexOf(aggregation);
        boolean asked = aggregations.stream().anyMatch(aggregation::equalsIgnoreCase);
        if (asked && index >= 0 && row.values().get(index) != null) {
          value.set(aggregation.toLowerCase(Locale.ROOT), StubJson.plain(row.values().get(index)));
        }
      }
    }
    return StubReply.json(root.toString());
  }

  private static ArrayNode metric(ArrayNode metrics, String name) {
    ObjectNode metric = metrics.addObject();
    metric
        .put("id", "/metrics/" + name)
        .put("type", "Microsoft.Insights/metrics")
        .put("unit", "Count")
        .put("errorCode", "Success");
    metric.putObject("name").put("value", name).put("localizedValue", name);
    return metric.putArray("timeseries");
  }

  private static ArrayNode series(
      ArrayNode ofMetric, Table table, Row row, List<String> dimensions) {
    ObjectNode series = ofMetric.addObject();
    ArrayNode metadata = series.putArray("metadatavalues");
    for (String dimension : dimensions) {
      ObjectNode value = metadata.addObject();
      value.putObject("name").put("value", dimension).put("localizedValue", dimension);
      value.put("value", ScenarioContent.text(table, row, dimension));
    }
    return series.putArray("data");
  }
}
