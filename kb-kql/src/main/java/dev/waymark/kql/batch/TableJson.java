package dev.waymark.kql.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.kql.value.DatetimeText;
import dev.waymark.kql.value.TimespanText;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table as JSON: {@code columns} with name and type, and {@code rows} of values. */
public final class TableJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TableJson() {}

  /** A table as an object of its own, on one line. */
  public static String of(Table table) {
    ObjectNode object = NODES.objectNode();
    write(table, object);
    return object.toString();
  }

  static void write(Table table, ObjectNode object) {
    ArrayNode columns = object.putArray("columns");
    for (Column column : table.columns()) {
      columns.addObject().put("name", column.name()).put("type", column.type().kustoName());
    }
    ArrayNode rows = object.putArray("rows");
    for (Row row : table.rows()) {
      ArrayNode values = rows.addArray();
      row.values().forEach(value -> values.add(json(value)));
    }
  }

  /** A value in JSON; what JSON has no type for is a string, as Kusto writes it. */
  private static JsonNode json(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Integer number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? NODES.numberNode(number) : NODES.textNode(number.toString());
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(json(element)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((key, inner) -> object.set(String.valueOf(key), json(inner)));
      return object;
    }
    return NODES.textNode(text(value));
  }

  /** A value as Kusto writes it by itself; one that is missing is empty. */
  public static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Instant instant) {
      return DatetimeText.format(instant);
    }
    if (value instanceof Duration duration) {
      return TimespanText.format(duration);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof List || value instanceof Map
        ? json(value).toString()
        : value.toString();
  }
}
