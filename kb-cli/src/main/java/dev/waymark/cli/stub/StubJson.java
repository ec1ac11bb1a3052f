package dev.waymark.cli.stub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.model.table.Timespan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tables and errors in the JSON that the services send. */
final class StubJson {
  static final ObjectMapper MAPPER = JsonMapper.builder().build();
  private static final DateTimeFormatter DATETIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private StubJson() {}

  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  static ObjectNode error(String code, String message) {
    ObjectNode root = MAPPER.createObjectNode();
    root.putObject("error").put("code", code).put("message", message);
    return root;
  }

  /** What stands beside rows that aren't all. */
  static ObjectNode partial(String reason) {
    ObjectNode error = MAPPER.createObjectNode();
    error
        .put("code", "PartialError")
        .put("message", "There were some errors when processing your query.");
    error
        .putArray("details")
        .addObject()
        .put("code", "EngineError")
        .put("message", "Something went wrong processing your query on the server.")
        .putObject("innererror")
        .put("message", reason)
        .put("severity", 2)
        .put("severityName", "Error");
    return error;
  }

  /** As Log Analytics sends it: a list of tables with typed columns. */
  static ObjectNode logs(Table table) {
    ObjectNode root = MAPPER.createObjectNode();
    ObjectNode primary = root.putArray("tables").addObject();
    primary.put("name", "PrimaryResult");
    ArrayNode columns = primary.putArray("columns");
    for (Column column : table.columns()) {
      columns.addObject().put("name", column.name()).put("type", column.type().kustoName());
    }
    ArrayNode rows = primary.putArray("rows");
    for (Row row : table.rows()) {
      ArrayNode cells = rows.addArray();
      for (int i = 0; i < table.columns().size(); i++) {
        cells.add(logsCell(table.columns().get(i).type(), row.values().get(i)));
      }
    }
    return root;
  }

  /** As Resource Graph sends it in its table format, where objects stay objects. */
  static ObjectNode graph(Table table) {
    ObjectNode data = MAPPER.createObjectNode();
    ArrayNode columns = data.putArray("columns");
    for (Column column : table.columns()) {
      columns.addObject().put("name", column.name()).put("type", graphType(column.type()));
    }
    ArrayNode rows = data.putArray("rows");
    for (Row row : table.rows()) {
      ArrayNode cells = rows.addArray();
      row.values().forEach(value -> cells.add(plain(value)));
    }
    return data;
  }

  /** Decimals, lengths of time, ids and JSON travel as text. */
  private static JsonNode logsCell(ColumnType type, @Nullable Object value) {
    if (value != null && type == ColumnType.DYNAMIC && !(value instanceof String)) {
      return MAPPER.getNodeFactory().textNode(MAPPER.valueToTree(value).toString());
    }
    return plain(value);
  }

  static JsonNode plain(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return MAPPER.getNodeFactory().textNode(DATETIME.format(instant));
    }
    if (value instanceof Duration length) {
      return MAPPER.getNodeFactory().textNode(clock(length));
    }
    if (value instanceof BigDecimal || value instanceof java.util.UUID) {
      return MAPPER.getNodeFactory().textNode(value.toString());
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return MAPPER.getNodeFactory().textNode(number.toString());
    }
    return MAPPER.valueToTree(value);
  }

  private static String clock(Duration length) {
    Duration positive = length.abs();
    String days = positive.toDays() == 0 ? "" : positive.toDays() + ".";
    String fraction =
        positive.toNanosPart() < 100
            ? ""
            : String.format(Locale.ROOT, ".%07d", positive.toNanosPart() / 100);
    String text =
        String.format(
            Locale.ROOT,
            "%s%s%02d:%02d:%02d%s",
            length.isNegative() ? "-" : "",
            days,
            positive.toHoursPart(),
            positive.toMinutesPart(),
            positive.toSecondsPart(),
            fraction);
    return Timespan.parse(text).isPresent() ? text : length.toString();
  }

  private static String graphType(ColumnType type) {
    return switch (type) {
      case BOOL -> "boolean";
      case INT, LONG -> "integer";
      case REAL -> "number";
      case DATETIME -> "datetime";
      case DYNAMIC -> "object";
      case STRING, GUID, DECIMAL, TIMESPAN -> "string";
    };
  }
}
