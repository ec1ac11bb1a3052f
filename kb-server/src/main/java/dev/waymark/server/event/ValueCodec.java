package dev.waymark.server.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values of tables, parameters and remembered things as JSON and back, each in its own Java type.
 * What JSON has stands as it is; anything else is an object with one member that names the type,
 * and no number but a whole one stands bare, since the database would write it in its own way.
 */
public final class ValueCodec {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final char REPLACEMENT = '\uFFFD';

  private ValueCodec() {}

  /**
   * The stored form of a value.
   *
   * @throws IllegalArgumentException if it has none of the types of {@link
   *     dev.waymark.model.table.ColumnType}
   */
  public static JsonNode encode(@Nullable Object value) {
    if (value == null) {
      return NullNode.instance;
    }
    if (value instanceof String text) {
      return TextNode.valueOf(storable(text));
    }
    if (value instanceof Long number) {
      return LongNode.valueOf(number);
    }
    if (value instanceof Boolean truth) {
      return BooleanNode.valueOf(truth);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode(list.size());
      list.forEach(element -> array.add(encode(element)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode members = NODES.objectNode();
      map.forEach((key, member) -> members.set(storable(String.valueOf(key)), encode(member)));
      return tagged("map", members);
    }
    return encodeTagged(value);
  }

  private static JsonNode encodeTagged(Object value) {
    if (value instanceof Integer number) {
      return tagged("int", LongNode.valueOf(number));
    }
    if (value instanceof Double number) {
      return tagged("real", TextNode.valueOf(number.toString()));
    }
    if (value instanceof BigDecimal number) {
      return tagged("decimal", TextNode.valueOf(number.toString()));
    }
    if (value instanceof Instant time) {
      return tagged("datetime", TextNode.valueOf(time.toString()));
    }
    if (value instanceof Duration length) {
      return tagged("timespan", TextNode.valueOf(length.toString()));
    }
    if (value instanceof UUID id) {
      return tagged("guid", TextNode.valueOf(id.toString()));
    }
    throw new IllegalArgumentException("no stored form for " + value.getClass());
  }

  private static ObjectNode tagged(String type, JsonNode value) {
    return NODES.objectNode().set(type, value);
  }

  /** The value of a stored form. */
  public static @Nullable Object decode(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber()) {
      return node.longValue();
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>(node.size());
      node.forEach(element -> list.add(decode(element)));
      return list;
    }
    String type = node.fieldNames().next();
    JsonNode value = node.get(type);
    return switch (type) {
      case "map" -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        value.properties().forEach(member -> map.put(member.getKey(), decode(member.getValue())));
        yield map;
      }
      case "int" -> value.intValue();
      case "real" -> Double.valueOf(value.textValue());
      case "decimal" -> new BigDecimal(value.textValue());
      case "datetime" -> Instant.parse(value.textValue());
      case "timespan" -> Duration.parse(value.textValue());
      case "guid" -> UUID.fromString(value.textValue());
      default -> throw new IllegalStateException("the store holds a value of type " + type);
    };
  }

  /** As it is, but for what PostgreSQL can't keep: NUL, and halves of characters. */
  static String storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnstorable(text, i)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      if (isUnstorable(out, i)) {
        out.setCharAt(i, REPLACEMENT);
      }
    }
    return out.toString();
  }

  private static boolean isUnstorable(CharSequence text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c == 0;
  }
}
