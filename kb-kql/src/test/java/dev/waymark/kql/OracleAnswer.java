package dev.waymark.kql;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.kql.value.DatetimeText;
import dev.waymark.kql.value.Json;
import dev.waymark.kql.value.TimespanText;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An answer of the Kusto emulator, printed row by row, and whether a table is the same. */
final class OracleAnswer {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double TOLERANCE = 1e-9;

  private final List<String> columns = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private final int rowCount;

  OracleAnswer(JsonNode node) {
    node.get("columns")
        .forEach(c -> columns.add(c.asText().substring(0, c.asText().lastIndexOf(':'))));
    node.get("sampleRows").forEach(r -> rows.add(r.asText()));
    rowCount = node.get("rowCount").asInt();
  }

  /** Whether a table has the same columns and the same rows, in any order. */
  boolean equalTo(Table table) {
    if (!columns.equals(table.columns().stream().map(c -> c.name()).toList())
        || table.rows().size() != rowCount) {
      return false;
    }
    var rest = new ArrayList<>(table.rows());
    for (String expected : rows) {
      boolean found = false;
      for (int i = 0; i < rest.size() && !found; i++) {
        if (fits(expected, rest.get(i), table)) {
          rest.remove(i);
          found = true;
        }
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(String expected, Row row, Table table) {
    var cursor = new Cursor(expected);
    if (!cursor.skip("(")) {
      return false;
    }
    for (int i = 0; i < row.values().size(); i++) {
      if (i > 0 && !cursor.skip(", ")) {
        return false;
      }
      if (!cursor.value(row.values().get(i), table.columns().get(i).type())) {
        return false;
      }
    }
    return cursor.skip(")") && cursor.at == expected.length();
  }

  private static final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
      this.text = text;
    }

    boolean skip(String part) {
      if (text.startsWith(part, at)) {
        at += part.length();
        return true;
      }
      return false;
    }

    boolean value(Object value, ColumnType type) {
      if (value == null) {
        return skip("null");
      }
      if (type == ColumnType.DYNAMIC) {
        return json(value);
      }
      if (value instanceof Number number) {
        return number(number.doubleValue());
      }
      if (value instanceof String string) {
        return skip("'" + string + "'");
      }
      if (value instanceof Boolean flag) {
        return skip(flag ? "True" : "False");
      }
      if (value instanceof Instant instant) {
        return skip(DatetimeText.format(instant));
      }
      if (value instanceof Duration duration) {
        return skip(TimespanText.format(duration));
      }
      return skip(value.toString()) || skip("'" + value + "'");
    }

    private boolean number(double number) {
      int end = at;
      while (end < text.length() && ",)".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      String printed = text.substring(at, end);
      at = end;
      try {
        return near(Double.parseDouble(printed), number);
      } catch (NumberFormatException e) {
        return false;
      }
    }

    private boolean json(Object value) {
      if (value instanceof Number number) {
        return number(number.doubleValue());
      }
      if (value instanceof Boolean flag) {
        return skip(flag.toString());
      }
      try (JsonParser parser = MAPPER.createParser(text.substring(at))) {
        JsonNode expected = MAPPER.readTree(parser);
        int end = (int) parser.currentLocation().getCharOffset();
        at += end;
        return same(expected, MAPPER.readTree(Json.write(value)));
      } catch (IOException e) {
        return false;
      }
    }
  }

  static boolean near(double a, double b) {
    return a == b
        || (Double.isNaN(a) && Double.isNaN(b))
        || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a));
  }

  static boolean same(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return near(a.asDouble(), b.asDouble());
    }
    if (a.isArray() && b.isArray() && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        if (!same(a.get(i), b.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a.isObject() && b.isObject() && a.size() == b.size()) {
      for (Map.Entry<String, JsonNode> entry : a.properties()) {
        if (b.get(entry.getKey()) == null || !same(entry.getValue(), b.get(entry.getKey()))) {
          return false;
        }
      }
      return true;
    }
    return a.equals(b);
  }
}
