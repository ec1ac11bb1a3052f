package dev.waymark.runbooks.paste;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.paste.PastedGrid.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Cuts JSON into cells: the reply of Log Analytics ({@code {"tables": [...]}}), of Resource Graph
 * ({@code {"data": ...}}), an array of objects as command lines print it, or one object as a row.
 */
final class JsonText {
  private static final String HINT =
      "Paste the whole reply: `{\"tables\": […]}`, `{\"data\": […]}`, or an array with an object"
          + " a row.";

  /** As many as a text of the largest size has that names each. */
  private static final int MOST_CELLS = PastedTable.MOST_BYTES;

  private final String text;

  private JsonText(String text) {
    this.text = text;
  }

  static PastedGrid cut(String text) throws PasteException {
    return new JsonText(text).grid(root(text));
  }

  /** A text that is to be JSON. */
  static JsonNode root(String text) throws PasteException {
    try {
      return DynamicJson.read(text);
    } catch (JsonProcessingException e) {
      throw new PasteException(
          e.getLocation() == null ? JsonPlaces.START : JsonPlaces.position(e.getLocation()),
          "This isn't JSON: " + e.getOriginalMessage(),
          "Part of it may be missing: copy the whole text once more.");
    }
  }

  private PastedGrid grid(JsonNode root) throws PasteException {
    if (root.isArray()) {
      return objects(listOf(root), at -> "/" + at, Optional.empty());
    }
    if (root.path("tables").isArray()) {
      return table(root.path("tables").path(0), "/tables/0", incomplete(root));
    }
    JsonNode data = root.path("data");
    if (data.isArray()) {
      return objects(listOf(data), at -> "/data/" + at, incomplete(root));
    }
    return data.path("columns").isArray()
        ? table(data, "/data", incomplete(root))
        : objects(List.of(root), at -> "", Optional.empty());
  }

  /** Why there are more rows than these, where a reply says so. */
  private static Optional<String> incomplete(JsonNode reply) {
    JsonNode error = reply.path("error");
    if (error.isObject()) {
      String message = error.path("message").asText("");
      return Optional.of("the service stopped early" + (message.isEmpty() ? "" : ": " + message));
    }
    boolean hasNext =
        List.of("skip_token", "skipToken", "$skipToken").stream()
            .map(reply::path)
            .anyMatch(token -> token.isTextual() && !token.textValue().isEmpty());
    JsonNode total = reply.path(reply.has("total_records") ? "total_records" : "totalRecords");
    JsonNode data = reply.path("data");
    int rows = (data.isArray() ? data : data.path("rows")).size();
    if (total.isNumber() && total.longValue() > rows) {
      return Optional.of("it holds %,d of %,d rows".formatted(rows, total.longValue()));
    }
    return hasNext || reply.path("resultTruncated").asText("").equals("true")
        ? Optional.of("the reply has further pages")
        : Optional.empty();
  }

  private PastedGrid table(JsonNode table, String pointer, Optional<String> incomplete)
      throws PasteException {
    JsonNode columns = table.path("columns");
    JsonNode rows = table.path("rows");
    if (!columns.isArray() || !rows.isArray()) {
      throw wrong(pointer, "There is no table with `columns` and `rows`");
    }
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      JsonNode name = columns.get(i).path("name");
      String at = pointer + "/columns/" + i;
      if (!name.isTextual()) {
        throw wrong(at, "This column has no `name`");
      }
      headers.add(
          new Header(
              name.textValue(),
              type(columns.get(i).path("type").asText("")),
              () -> JsonPlaces.of(text, at)));
    }
    List<String> keys = IntStream.range(0, columns.size()).mapToObj(Integer::toString).toList();
    List<List<PastedCell>> cut = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.get(i);
      String at = pointer + "/rows/" + i;
      if (!row.isArray() || row.size() != headers.size()) {
        throw wrong(
            at,
            "Row %,d has %d values under %d columns".formatted(i + 1, row.size(), headers.size()));
      }
      List<PastedCell> cells = new ArrayList<>();
      for (int j = 0; j < row.size(); j++) {
        cells.add(new PastedCell.Json(row.get(j), at, keys.get(j), text));
      }
      cut.add(cells);
    }
    return new PastedGrid(headers, cut, incomplete);
  }

  private PastedGrid objects(
      List<JsonNode> objects, IntFunction<String> pointer, Optional<String> incomplete)
      throws PasteException {
    Map<String, Header> headers = new LinkedHashMap<>();
    for (int i = 0; i < objects.size(); i++) {
      String at = pointer.apply(i);
      if (!objects.get(i).isObject()) {
        throw wrong(at, "Row %,d isn't an object".formatted(i + 1));
      }
      objects
          .get(i)
          .fieldNames()
          .forEachRemaining(
              name ->
                  headers.computeIfAbsent(
                      name,
                      first ->
                          new Header(
                              first,
                              Optional.empty(),
                              () -> JsonPlaces.of(text, at + "/" + escaped(first)))));
    }
    if ((long) headers.size() * objects.size() > MOST_CELLS) {
      throw wrong(
          "",
          "There are %,d columns in %,d rows, and most of them are empty"
              .formatted(headers.size(), objects.size()));
    }
    List<List<PastedCell>> rows = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      String at = pointer.apply(i);
      List<PastedCell> cells = new ArrayList<>();
      for (String name : headers.keySet()) {
        cells.add(new PastedCell.Json(objects.get(i).path(name), at, escaped(name), text));
      }
      rows.add(cells);
    }
    return new PastedGrid(List.copyOf(headers.values()), rows, incomplete);
  }

  private static List<JsonNode> listOf(JsonNode array) {
    List<JsonNode> nodes = new ArrayList<>();
    array.forEach(nodes::add);
    return nodes;
  }

  private PasteException wrong(String pointer, String problem) {
    return new PasteException(JsonPlaces.of(text, pointer), problem, HINT);
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** Kusto's names, and those of Resource Graph. */
  private static Optional<ColumnType> type(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "integer" -> Optional.of(ColumnType.LONG);
      case "number" -> Optional.of(ColumnType.REAL);
      case "object", "array" -> Optional.of(ColumnType.DYNAMIC);
      default -> ColumnType.ofKustoName(name);
    };
  }
}
