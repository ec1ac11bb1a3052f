package dev.waymark.server.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables as JSON and back. */
final class TableCodec {
  private TableCodec() {}

  static ObjectNode encode(Table table) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode columns = node.putArray("columns");
    for (Column column : table.columns()) {
      columns
          .addObject()
          .put("name", ValueCodec.storable(column.name()))
          .put("type", column.type().kustoName());
    }
    ArrayNode rows = node.putArray("rows");
    for (Row row : table.rows()) {
      ArrayNode cells = rows.addArray();
      row.values().forEach(value -> cells.add(ValueCodec.encode(value)));
    }
    return node;
  }

  static Table decode(JsonNode node) {
    List<Column> columns = new ArrayList<>();
    for (JsonNode column : node.get("columns")) {
      columns.add(
          new Column(
              column.get("name").textValue(),
              ColumnType.ofKustoName(column.get("type").textValue()).orElseThrow()));
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode cells : node.get("rows")) {
      List<@Nullable Object> values = new ArrayList<>(cells.size());
      cells.forEach(cell -> values.add(ValueCodec.decode(cell)));
      rows.add(new Row(values));
    }
    return new Table(columns, rows);
  }
}
