package dev.waymark.kql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.kql.value.DatetimeText;
import dev.waymark.kql.value.Json;
import dev.waymark.kql.value.TimespanText;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A result as the documentation prints it, which isn't always exact. */
final class DocsAnswer {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<String> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  DocsAnswer(JsonNode node) {
    node.get("columns").forEach(c -> columns.add(plain(c.asText())));
    for (JsonNode row : node.get("rows")) {
      var cells = new ArrayList<String>();
      row.forEach(cell -> cells.add(text(cell.asText())));
      rows.add(cells);
    }
  }

  private static String text(String cell) {
    String plain = cell.replaceAll("<br ?/?>|&nbsp;|\\t", " ").replace("∞", "Infinity").strip();
    plain =
        plain
            .replaceFirst("^\\[(https?:[^\\]]*)\\]\\(.*\\)$", "$1")
            .replaceFirst("^<(https?:.*)>$", "$1");
    return plain.startsWith("`") && plain.endsWith("`") && plain.length() > 1
        ? plain.substring(1, plain.length() - 1)
        : plain;
  }

  private static String plain(String name) {
    return name.replace("`", "").replace("\\", "").strip();
  }

  /** Whether a table has the same rows, in any order. */
  boolean equalTo(Table table) {
    if (table.columns().size() != columns.size() || table.rows().size() != rows.size()) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).equalsIgnoreCase(table.columns().get(i).name())) {
        return false;
      }
    }
    var rest = new ArrayList<>(table.rows());
    for (List<String> expected : rows) {
      boolean found = false;
      for (int i = 0; i < rest.size() && !found; i++) {
        if (fits(expected, rest.get(i))) {
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

  private static boolean fits(List<String> expected, Row row) {
    for (int i = 0; i < row.values().size(); i++) {
      String cell = i < expected.size() ? expected.get(i) : "";
      if (!fits(cell, row.values().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(String cell, Object value) {
    String text = plain(cell);
    if (value == null) {
      return text.isEmpty() || text.equalsIgnoreCase("null");
    }
    if (value instanceof Boolean flag) {
      return text.equalsIgnoreCase(flag.toString()) || text.equals(flag ? "1" : "0");
    }
    if (value instanceof Number number) {
      return isNear(text, number.doubleValue());
    }
    if (value instanceof Instant instant) {
      return DatetimeText.parse(text).map(instant::equals).orElse(false);
    }
    if (value instanceof Duration duration) {
      return TimespanText.parse(text).map(duration::equals).orElse(false);
    }
    if (value instanceof List || value instanceof java.util.Map) {
      try {
        return OracleAnswer.same(
            MAPPER.readTree(cell.replace("'", "\"")), MAPPER.readTree(Json.write(value)));
      } catch (IOException e) {
        return false;
      }
    }
    return loose(cell).equals(loose(value.toString()));
  }

  private static String loose(String text) {
    String plain = text.replaceAll("[`\\\\\"]", "").replaceAll("\\s+", " ").strip();
    return plain.equals("null") ? "" : plain;
  }

  /** The documentation rounds as it likes. */
  private static boolean isNear(String text, double number) {
    try {
      double printed = Double.parseDouble(text.replaceAll("[,]", ""));
      int digits = text.contains(".") ? text.length() - text.indexOf('.') - 1 : 9;
      return OracleAnswer.near(printed, number)
          || Math.abs(printed - number) <= Math.pow(10, -Math.min(digits, 9));
    } catch (NumberFormatException e) {
      return text.equals(Double.toString(number));
    }
  }
}
