package dev.waymark.sources.azure;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reply to a log query: its first table, why it is partial if it is, and what it cost. */
final class LogsReply {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The few statistics that tell an author what a query costs. */
  private static final Map<String, String> SHOWN =
      Map.of(
          "/query/executionTime", "execution time in s",
          "/query/resourceUsage/cpu/totalCpu", "processor time",
          "/query/resourceUsage/memory/peakPerNode", "peak memory in bytes",
          "/query/inputDatasetStatistics/rows/scanned", "rows scanned",
          "/query/inputDatasetStatistics/extents/scanned", "extents scanned");

  private LogsReply() {}

  static ServiceResult of(byte[] body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (IOException e) {
      throw new MalformedReplyException("isn't JSON");
    }
    JsonNode table = root.path("tables").path(0);
    if (!table.isObject()) {
      throw new MalformedReplyException("holds no table");
    }
    Optional<String> incomplete =
        root.path("error").isObject()
            ? Optional.of(ErrorBody.allOf(root.path("error")))
            : Optional.empty();
    return new ServiceResult(
        table(table), incomplete, Optional.empty(), statistics(root.path("statistics")));
  }

  private static Table table(JsonNode table) {
    List<Column> columns = new ArrayList<>();
    table.path("columns").forEach(column -> columns.add(column(column)));
    if (columns.isEmpty() || !table.path("rows").isArray()) {
      throw new MalformedReplyException("holds a table without columns or rows");
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode cells : table.path("rows")) {
      if (cells.size() != columns.size()) {
        throw new MalformedReplyException("holds a row that doesn't fit its columns");
      }
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        values.add(ReplyCells.value(column.name(), column.type(), text(cells.get(i))));
      }
      rows.add(new Row(values));
    }
    return new Table(columns, rows);
  }

  private static Column column(JsonNode column) {
    JsonNode name = column.path("name");
    String type = column.path("type").asText("");
    if (!name.isTextual()) {
      throw new MalformedReplyException("holds a column without a name");
    }
    return new Column(
        name.asText(),
        ColumnType.ofKustoName(type)
            .orElseThrow(
                () ->
                    new MalformedReplyException(
                        "holds a column of an unknown type: “" + type + "”")));
  }

  private static @Nullable String text(JsonNode cell) {
    if (cell.isNull()) {
      return null;
    }
    return cell.isValueNode() ? cell.asText() : cell.toString();
  }

  private static Map<String, String> statistics(JsonNode statistics) {
    Map<String, String> shown = new LinkedHashMap<>();
    SHOWN.forEach(
        (path, name) -> {
          JsonNode value = statistics.at(path);
          if (value.isValueNode() && !value.isNull()) {
            shown.put(name, value.asText());
          }
        });
    return shown;
  }
}
