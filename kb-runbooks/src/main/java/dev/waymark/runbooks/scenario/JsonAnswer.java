package dev.waymark.runbooks.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.paste.DynamicJson;
import dev.waymark.runbooks.scenario.AnswerReader.Read;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table as a JSON array of objects, or a row as one object. A key may be {@code Name:type}, as in
 * CSV; other columns have the type of their values.
 */
final class JsonAnswer {
  private final JsonCells cells;

  JsonAnswer(RecordedCells cells) {
    this.cells = new JsonCells(cells);
  }

  Read read(String text) {
    JsonNode root;
    try {
      root = DynamicJson.read(text);
    } catch (JsonProcessingException e) {
      int line = Optional.ofNullable(e.getLocation()).map(at -> at.getLineNr()).orElse(1);
      return new Read.Bad(line, "it isn't JSON: " + e.getOriginalMessage());
    }
    List<JsonNode> objects = new ArrayList<>();
    if (root.isArray()) {
      root.forEach(objects::add);
    } else {
      objects.add(root);
    }
    Set<String> keys = new LinkedHashSet<>();
    for (JsonNode object : objects) {
      if (!object.isObject()) {
        return new Read.Bad(1, "it isn't an array of objects");
      }
      object.fieldNames().forEachRemaining(keys::add);
    }
    return table(objects, keys);
  }

  private Read table(List<JsonNode> objects, Set<String> keys) {
    List<Column> columns = new ArrayList<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    objects.forEach(object -> rows.add(new ArrayList<>()));
    for (String key : keys) {
      List<JsonNode> values = objects.stream().map(object -> object.path(key)).toList();
      Column column =
          RecordedCells.typed(key).orElseGet(() -> new Column(key, cells.infer(values)));
      columns.add(column);
      for (int i = 0; i < values.size(); i++) {
        JsonNode value = values.get(i);
        Optional<Object> read = cells.value(column.type(), value);
        if (read.isEmpty() && !JsonCells.missing(value)) {
          return new Read.Bad(
              1,
              "%s isn't of type %s, the type of `%s`"
                  .formatted(value, column.type().kustoName(), column.name()));
        }
        rows.get(i).add(read.orElse(column.type() == ColumnType.STRING ? "" : null));
      }
    }
    return new Read.Good(new Table(columns, rows.stream().map(Row::new).toList()));
  }
}
