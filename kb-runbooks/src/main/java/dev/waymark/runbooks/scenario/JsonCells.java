package dev.waymark.runbooks.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.paste.DynamicJson;
import java.util.List;
import java.util.Optional;

/** Values of a recorded table, from their JSON. */
final class JsonCells {
  private final RecordedCells cells;

  JsonCells(RecordedCells cells) {
    this.cells = cells;
  }

  static boolean missing(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }

  /** The narrowest type of some values; {@code dynamic} if there are none. */
  ColumnType infer(List<JsonNode> values) {
    List<JsonNode> present = values.stream().filter(value -> !missing(value)).toList();
    if (present.isEmpty()) {
      return ColumnType.DYNAMIC;
    }
    if (present.stream().allMatch(value -> value.isIntegralNumber() && value.canConvertToLong())) {
      return ColumnType.LONG;
    }
    if (present.stream().allMatch(JsonNode::isNumber)) {
      return ColumnType.REAL;
    }
    if (present.stream().allMatch(JsonNode::isBoolean)) {
      return ColumnType.BOOL;
    }
    if (present.stream().allMatch(JsonNode::isTextual)) {
      boolean times =
          present.stream()
              .allMatch(value -> cells.value(ColumnType.DATETIME, value.textValue()).isPresent());
      return times ? ColumnType.DATETIME : ColumnType.STRING;
    }
    return ColumnType.DYNAMIC;
  }

  /** A node's value; empty if it is missing or not of the type. */
  Optional<Object> value(ColumnType type, JsonNode node) {
    if (missing(node)) {
      return Optional.empty();
    }
    if (type == ColumnType.DYNAMIC) {
      return Optional.ofNullable(DynamicJson.value(node));
    }
    if (type == ColumnType.REAL && node.isNumber()) {
      return Optional.of(node.doubleValue());
    }
    return node.isContainerNode() ? Optional.empty() : cells.value(type, node.asText());
  }
}
