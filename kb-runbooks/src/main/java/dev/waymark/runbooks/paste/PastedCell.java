package dev.waymark.runbooks.paste;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.source.Position;
import dev.waymark.model.table.ColumnType;
import java.time.ZoneOffset;
import java.util.Optional;

/** What stands in one cell of a pasted text before its type is known. */
sealed interface PastedCell {
  /** Where it stands in the text. */
  Position at();

  /** As it was pasted. */
  String shown();

  /** Whether nothing stands there. */
  boolean isMissing();

  /**
   * The value; empty if it is none of the type.
   *
   * @param zone of times that name none
   */
  Optional<Object> value(ColumnType type, ZoneOffset zone);

  /** The narrowest type that it may have. */
  ColumnType narrowest();

  /** A cell of comma- or tab-separated text. */
  record Text(String text, Position at) implements PastedCell {
    @Override
    public String shown() {
      return text;
    }

    @Override
    public boolean isMissing() {
      return text.isBlank() || text.strip().equals("null");
    }

    @Override
    public Optional<Object> value(ColumnType type, ZoneOffset zone) {
      return CellGrammar.value(type, text, zone);
    }

    @Override
    public ColumnType narrowest() {
      return CellGrammar.narrowest(text);
    }
  }

  /**
   * A value of JSON.
   *
   * @param row pointer to its row in the whole text
   * @param key of the value in its row, as a pointer writes it
   */
  record Json(JsonNode node, String row, String key, String whole) implements PastedCell {
    @Override
    public Position at() {
      return JsonPlaces.of(whole, row + "/" + key);
    }

    @Override
    public String shown() {
      return node.isTextual() ? node.textValue() : node.toString();
    }

    @Override
    public boolean isMissing() {
      return node.isNull() || node.isMissingNode();
    }

    @Override
    public Optional<Object> value(ColumnType type, ZoneOffset zone) {
      if (node.isContainerNode() || (type == ColumnType.DYNAMIC && !node.isTextual())) {
        return type == ColumnType.DYNAMIC
            ? Optional.ofNullable(DynamicJson.value(node))
            : Optional.empty();
      }
      if (type == ColumnType.REAL && node.isNumber()) {
        return Optional.of(node.doubleValue());
      }
      return CellGrammar.value(type, node.asText(), zone);
    }

    @Override
    public ColumnType narrowest() {
      if (node.isBoolean()) {
        return ColumnType.BOOL;
      }
      if (node.isNumber()) {
        return node.isIntegralNumber() && node.canConvertToLong()
            ? ColumnType.LONG
            : ColumnType.REAL;
      }
      if (node.isTextual()) {
        ColumnType type = CellGrammar.narrowest(node.textValue());
        return type == ColumnType.DATETIME ? type : ColumnType.STRING;
      }
      return ColumnType.DYNAMIC;
    }
  }
}
