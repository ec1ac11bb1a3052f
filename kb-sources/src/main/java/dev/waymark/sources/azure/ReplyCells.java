package dev.waymark.sources.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Decimals;
import dev.waymark.model.table.Timespan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of a reply's cells, exactly. */
final class ReplyCells {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ReplyCells() {}

  /**
   * A cell of a column from its text: that is how decimals, guids, timespans and JSON arrive, and
   * how the SDK gives numbers.
   */
  static @Nullable Object value(String column, ColumnType type, @Nullable String text) {
    if (text == null) {
      return type == ColumnType.STRING ? "" : null;
    }
    try {
      return switch (type) {
        case STRING -> text;
        case BOOL -> bool(text);
        case INT -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case REAL -> real(text);
        case DECIMAL ->
            Decimals.parse(text).orElseThrow(() -> new IllegalArgumentException("no decimal"));
        case DATETIME -> instant(text);
        case TIMESPAN ->
            Timespan.parse(text).orElseThrow(() -> new IllegalArgumentException("no timespan"));
        case GUID -> UUID.fromString(text);
        case DYNAMIC -> json(text);
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedReplyException(
          "holds “%s” in column `%s`, which is no %s"
              .formatted(
                  text.length() > 60 ? text.substring(0, 60) + "…" : text,
                  column,
                  type.kustoName()));
    }
  }

  /** JSON as our tables hold it: whole numbers as long, others as double. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float || value instanceof BigDecimal || value instanceof BigInteger) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      list.forEach(item -> plain.add(plain(item)));
      return plain;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((key, item) -> plain.put(String.valueOf(key), plain(item)));
      return plain;
    }
    return value;
  }

  private static Boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException("no bool");
    };
  }

  private static Double real(String text) {
    return switch (text) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.valueOf(text);
    };
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  /** What isn't JSON is a text: a dynamic may hold one. */
  private static @Nullable Object json(String text) {
    try {
      return plain(JSON.readValue(text, Object.class));
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
