package dev.waymark.runbooks.stub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A recorded table of metrics as the metrics service sends it. */
final class MetricsJson {
  private static final Set<String> AGGREGATIONS =
      Set.of("Average", "Minimum", "Maximum", "Total", "Count");

  private MetricsJson() {}

  static StubReply definitions(Set<String> names) {
    ObjectNode root = StubJson.MAPPER.createObjectNode();
    ArrayNode value = root.putArray("value");
    for (String name : names) {
      ObjectNode definition = value.addObject();
      definition.put("id", "/metricdefinitions/" + name).put("namespace", "stand-in");
      definition.putObject("name").put("value", name).put("localizedValue", name);
      definition.put("unit", "Count").put("primaryAggregationType", "Total");
      definition.putArray("metricAvailabilities");
      definition.putArray("dimensions");
      definition.putArray("supportedAggregationTypes");
    }
    return StubReply.json(root.toString());
  }

  /** A time series for each metric and combination of dimensions. */
  static StubReply values(Table table) {
    List<String> dimensions =
        table.columns().stream()
            .map(Column::name)
            .filter(name -> !AGGREGATIONS.contains(name))
            .filter(name -> !name.equals("Time") && !name.equals("Metric"))
            .toList();
    ObjectNode root = StubJson.MAPPER.createObjectNode();
    root.put("cost", 0).put("timespan", "PT1H").put("interval", "PT1M").put("namespace", "");
    ArrayNode metrics = root.putArray("value");
    Map<String, ArrayNode> series = new LinkedHashMap<>();
    Map<String, ArrayNode> data = new LinkedHashMap<>();
    for (Row row : table.rows()) {
      String name = ScenarioContent.text(table, row, "Metric");
      ArrayNode ofMetric = series.computeIfAbsent(name, metric -> metric(metrics, metric));
      String key =
          name + dimensions.stream().map(d -> "\n" + ScenarioContent.text(table, row, d)).toList();
      ArrayNode values = data.computeIfAbsent(key, one -> series(ofMetric, table, row, dimensions));
      ObjectNode value = values.addObject();
      value.put("timeStamp", ScenarioContent.text(table, row, "Time"));
      for (String aggregation : AGGREGATIONS) {
        int index = table.indexOf(aggregation);
        if (index >= 0 && row.values().get(index) != null) {
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
