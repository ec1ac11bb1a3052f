package dev.waymark.runbooks.fence.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.paste.DynamicJson;
import dev.waymark.runbooks.paste.JsonPlaces;
import dev.waymark.runbooks.paste.PasteException;
import dev.waymark.runbooks.paste.PasteReading;
import dev.waymark.runbooks.paste.PastedTable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Metrics as Azure Monitor replies and {@code az monitor metrics list} prints: a row a moment,
 * metric and combination of dimensions.
 */
final class MetricsReply {
  private static final String METRICS = "value";
  private static final String SERIES = "timeseries";
  private static final String HINT =
      "Paste all that `az monitor metrics list --output json` printed.";

  private final String text;
  private final MetricsBody body;

  private MetricsReply(String text, MetricsBody body) {
    this.text = text;
    this.body = body;
  }

  /** Whether a text is such a reply. */
  static boolean isOne(String text) {
    try {
      return text.stripLeading().startsWith("{") && DynamicJson.read(text).path(METRICS).isArray();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Reads a text that is one. */
  static PasteReading read(String text, MetricsBody body) {
    try {
      PastedTable.checkText(text);
      return new PasteReading.Complete(new MetricsReply(text, body).table());
    } catch (PasteException e) {
      return e.reading();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
  }

  private Table table() throws PasteException, JsonProcessingException {
    JsonNode metrics = DynamicJson.read(text).path(METRICS);
    List<Row> rows = new ArrayList<>();
    for (String wanted : body.metrics()) {
      int at = indexOf(metrics, wanted);
      if (at < 0) {
        throw wrong("/" + METRICS, "The metric `" + wanted + "` is missing", "--metrics");
      }
      addRows(metrics.get(at), "/" + METRICS + "/" + at, rows);
    }
    return new Table(body.columns(), rows);
  }

  private static int indexOf(JsonNode metrics, String wanted) {
    for (int i = 0; i < metrics.size(); i++) {
      if (nameOf(metrics.get(i)).equalsIgnoreCase(wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static String nameOf(JsonNode named) {
    return named.path("name").path("value").asText("");
  }

  private void addRows(JsonNode metric, String pointer, List<Row> rows) throws PasteException {
    String code = metric.path("errorCode").asText("Success");
    if (!code.equals("Success")) {
      throw new PasteException(
          JsonPlaces.of(text, pointer + "/errorCode"),
          "Azure has no values of `%s`: %s %s"
              .formatted(nameOf(metric), code, metric.path("errorMessage").asText(""))
              .strip(),
          "Ask for the metric once more.");
    }
    for (int i = 0; i < metric.path(SERIES).size(); i++) {
      JsonNode series = metric.path(SERIES).get(i);
      for (int j = 0; j < series.path("data").size(); j++) {
        rows.add(
            row(
                metric,
                series,
                series.path("data").get(j),
                "%s/%s/%d/data/%d".formatted(pointer, SERIES, i, j)));
      }
    }
  }

  private Row row(JsonNode metric, JsonNode series, JsonNode point, String pointer)
      throws PasteException {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(time(point, pointer));
    row.add(nameOf(metric));
    for (String name : body.dimensions()) {
      row.add(dimension(series, name));
    }
    for (MetricAggregation aggregation : body.aggregations()) {
      JsonNode value = point.path(aggregation.label().toLowerCase(Locale.ROOT));
      boolean hasOthers =
          point.properties().stream().anyMatch(field -> field.getValue().isNumber());
      if (!value.isNumber() && hasOthers) {
        throw wrong(
            pointer,
            "There is no `%s` of `%s` here".formatted(aggregation.label(), nameOf(metric)),
            "--aggregation " + aggregation.label());
      }
      row.add(value.isNumber() ? (Object) value.doubleValue() : null);
    }
    return new Row(row);
  }

  private Instant time(JsonNode point, String pointer) throws PasteException {
    String written =
        Optional.of(point.path("timeStamp"))
            .filter(JsonNode::isTextual)
            .orElseGet(() -> point.path("timestamp"))
            .asText("");
    try {
      return OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      throw new PasteException(JsonPlaces.of(text, pointer), "This value has no `timeStamp`", HINT);
    }
  }

  /** Azure writes the names of dimensions in small letters. */
  private static String dimension(JsonNode series, String name) {
    for (JsonNode value : series.path("metadatavalues")) {
      if (nameOf(value).equalsIgnoreCase(name)) {
        return value.path("value").asText("");
      }
    }
    return "";
  }

  private PasteException wrong(String pointer, String problem, String option) {
    return new PasteException(
        JsonPlaces.of(text, pointer), problem, "Ask for it, too (`" + option + "`). " + HINT);
  }
}
