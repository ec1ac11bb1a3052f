package dev.waymark.kql.value;

import static dev.waymark.kql.value.Null.NULL;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code dynamic} values and their JSON text. */
public final class Json {
  private static final int MAX_DEPTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
          .build();

  private Json() {}

  /** The value of a JSON text; empty if it isn't one. */
  public static Optional<Object> parse(String text) {
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      Object value = value(json);
      return json.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> number(json.getText());
      case VALUE_NUMBER_FLOAT -> Double.valueOf(json.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NULL;
      case null, default -> throw new JsonParseException(json, "a value is missing");
    };
  }

  private static Map<String, Object> object(JsonParser json) throws IOException {
    var object = new LinkedHashMap<String, Object>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      object.put(key, value(json));
    }
    return object;
  }

  private static List<Object> array(JsonParser json) throws IOException {
    var array = new ArrayList<Object>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(json));
    }
    return array;
  }

  /** A whole number that no {@code long} holds is a {@code real}. */
  private static Object number(String digits) {
    return Numbers.parseLong(digits)
        .<Object>map(Long::valueOf)
        .orElseGet(() -> Double.valueOf(digits));
  }

  /** Compact JSON text, as Kusto turns {@code dynamic} into strings. */
  public static String write(@Nullable Object value) {
    var out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Null _ -> out.append("null");
      case List<?> list -> writeList(list, out);
      case Map<?, ?> bag -> writeMap(bag, out);
      case Boolean flag -> out.append(flag);
      case Long number -> out.append(number);
      case Integer number -> out.append(number);
      case Double number ->
          out.append(Double.isFinite(number) ? number.toString() : quoted(Numbers.format(number)));
      case BigDecimal number -> out.append(quoted(number.toPlainString()));
      case Instant instant -> out.append(quoted(DatetimeText.format(instant)));
      case Duration duration -> out.append(quoted(TimespanText.format(duration)));
      default -> out.append(quoted(value.toString()));
    }
  }

  private static void writeList(List<?> list, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Object element : list) {
      out.append(separator);
      write(element, out);
      separator = ",";
    }
    out.append(']');
  }

  private static void writeMap(Map<?, ?> map, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator).append(quoted(String.valueOf(entry.getKey()))).append(':');
      write(entry.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static String quoted(String text) {
    var out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
