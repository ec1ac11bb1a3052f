package dev.waymark.kql.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Timespan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Cells in the one way to write them, so that answers are compared as text. */
final class Cells {
  /** Digits of a real that count: the last ones differ between machines. */
  private static final MathContext DIGITS = new MathContext(13);

  private static final ObjectMapper JSON = new ObjectMapper();

  private Cells() {}

  static List<Column> columns(String line) {
    var columns = new ArrayList<Column>();
    for (String cell : split(line)) {
      int colon = cell.lastIndexOf(':');
      ColumnType type = ColumnType.ofKustoName(cell.substring(colon + 1)).orElseThrow();
      columns.add(new Column(cell.substring(0, colon), type));
    }
    return columns;
  }

  /** A row as a file has it. */
  static String written(String line, List<Column> columns) {
    List<String> cells = split(line);
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException("not " + columns.size() + " cells: " + line);
    }
    var row = new ArrayList<String>();
    for (int i = 0; i < cells.size(); i++) {
      row.add(canonical(columns.get(i).type(), json(columns.get(i).type(), cells.get(i))));
    }
    return String.join(" | ", row);
  }

  /** A row of an answer in JSON. */
  static String answered(JsonNode cells, List<Column> columns) {
    var row = new ArrayList<String>();
    for (int i = 0; i < cells.size(); i++) {
      row.add(canonical(columns.get(i).type(), cells.get(i)));
    }
    return String.join(" | ", row);
  }

  private static JsonNode json(ColumnType type, String cell) {
    boolean plain =
        switch (type) {
          case BOOL, INT, LONG, STRING, DYNAMIC -> false;
          case REAL -> Character.isLetter(cell.charAt(cell.length() - 1));
          case DECIMAL, DATETIME, TIMESPAN, GUID -> true;
        };
    try {
      return plain && !cell.equals("null")
          ? JSON.getNodeFactory().textNode(cell)
          : JSON.readTree(cell);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a " + type.kustoName() + ": " + cell, e);
    }
  }

  private static String canonical(ColumnType type, JsonNode value) {
    if (value.isNull()) {
      return "null";
    }
    return switch (type) {
      case BOOL, INT, LONG, STRING -> value.toString();
      case GUID -> value.textValue();
      case REAL -> value.isNumber() ? rounded(value) : value.textValue();
      case DECIMAL -> new BigDecimal(value.textValue()).stripTrailingZeros().toPlainString();
      case DATETIME -> instant(value.textValue()).toString();
      case TIMESPAN -> Timespan.parse(value.textValue()).orElseThrow().toString();
      case DYNAMIC -> dynamic(value);
    };
  }

  private static Instant instant(String text) {
    return Instant.parse(text.contains("T") ? text : text + "T00:00:00Z");
  }

  private static String rounded(JsonNode number) {
    double value = new BigDecimal(number.doubleValue()).round(DIGITS).doubleValue();
    return Double.toString(value == 0 ? 0 : value);
  }

  /** JSON with its keys in order; a real differs from a whole number. */
  private static String dynamic(JsonNode value) {
    if (value instanceof ArrayNode array) {
      var elements = new ArrayList<String>();
      array.forEach(element -> elements.add(dynamic(element)));
      return elements.toString();
    }
    if (value instanceof ObjectNode object) {
      var members = new TreeMap<String, String>();
      object.properties().forEach(e -> members.put(e.getKey(), dynamic(e.getValue())));
      return members.toString();
    }
    return value.isFloatingPointNumber() ? rounded(value) : value.toString();
  }

  /** What stands between bars, of which those in quotes don't count. */
  private static List<String> split(String line) {
    var cells = new ArrayList<String>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '|' && !quoted) {
        cells.add(line.substring(start, i).strip());
        start = i + 1;
      }
    }
    cells.add(line.substring(start).strip());
    return cells;
  }
}
