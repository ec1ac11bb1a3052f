package dev.waymark.sources.azure;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resource Graph's pages as one table, whether they come as a table with columns or as a list of
 * objects.
 */
final class GraphRows {
  private final Map<String, ColumnType> columns = new LinkedHashMap<>();
  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

  int size() {
    return rows.size();
  }

  void add(@Nullable Object data) {
    if (data instanceof Map<?, ?> table
        && table.get("columns") instanceof List<?> names
        && table.get("rows") instanceof List<?> values) {
      addTable(names, values);
    } else if (data instanceof List<?> objects) {
      objects.forEach(this::addObject);
    } else {
      throw new MalformedReplyException("holds no rows");
    }
  }

  Table table() {
    List<Column> typed =
        columns.entrySet().stream().map(c -> new Column(c.getKey(), c.getValue())).toList();
    return new Table(typed, rows.stream().map(row -> row(typed, row)).toList());
  }

  private void addTable(List<?> names, List<?> values) {
    List<String> order = new ArrayList<>();
    for (Object column : names) {
      if (!(column instanceof Map<?, ?> described) || described.get("name") == null) {
        throw new MalformedReplyException("holds a column without a name");
      }
      String name = String.valueOf(described.get("name"));
      order.add(name);
      columns.putIfAbsent(name, type(String.valueOf(described.get("type"))));
    }
    for (Object value : values) {
      if (!(value instanceof List<?> cells) || cells.size() != order.size()) {
        throw new MalformedReplyException("holds a row that doesn't fit its columns");
      }
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 0; i < order.size(); i++) {
        row.put(order.get(i), ReplyCells.plain(cells.get(i)));
      }
      rows.add(row);
    }
  }

  /** Objects don't tell their columns' types: what is in them does. */
  private void addObject(@Nullable Object object) {
    if (!(object instanceof Map<?, ?> fields)) {
      throw new MalformedReplyException("holds a row that isn't an object");
    }
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    fields.forEach(
        (key, value) -> {
          Object plain = ReplyCells.plain(value);
          String name = String.valueOf(key);
          row.put(name, plain);
          if (plain != null) {
            columns.merge(
                name, typeOf(plain), (known, now) -> known == now ? known : ColumnType.DYNAMIC);
          }
        });
    fields.keySet().forEach(key -> columns.putIfAbsent(String.valueOf(key), ColumnType.DYNAMIC));
    rows.add(row);
  }

  private static Row row(List<Column> columns, Map<String, @Nullable Object> values) {
    List<@Nullable Object> row = new ArrayList<>();
    for (Column column : columns) {
      row.add(cell(column, values.get(column.name())));
    }
    return new Row(row);
  }

  private static @Nullable Object cell(Column column, @Nullable Object value) {
    boolean fits =
        value == null
            || column.type() == ColumnType.DYNAMIC
            || (column.type() == typeOf(value) && !(value instanceof Map));
    return fits && !(value == null && column.type() == ColumnType.STRING)
        ? value
        : ReplyCells.value(column.name(), column.type(), value == null ? null : value.toString());
  }

  private static ColumnType type(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "integer" -> ColumnType.LONG;
      case "number" -> ColumnType.REAL;
      case "boolean" -> ColumnType.BOOL;
      case "string" -> ColumnType.STRING;
      case "datetime" -> ColumnType.DATETIME;
      default -> ColumnType.DYNAMIC;
    };
  }

  private static ColumnType typeOf(Object value) {
    if (value instanceof String) {
      return ColumnType.STRING;
    }
    if (value instanceof Long) {
      return ColumnType.LONG;
    }
    if (value instanceof Double) {
      return ColumnType.REAL;
    }
    return value instanceof Boolean ? ColumnType.BOOL : ColumnType.DYNAMIC;
  }
}
