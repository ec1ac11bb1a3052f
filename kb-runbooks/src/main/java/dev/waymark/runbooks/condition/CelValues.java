package dev.waymark.runbooks.condition;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values between tables and CEL. A missing value in a map is a missing key to CEL. */
final class CelValues {
  private CelValues() {}

  static Object toCel(Object value) {
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof BigDecimal number) {
      return number.doubleValue();
    }
    if (value instanceof UUID id) {
      return id.toString();
    }
    if (value instanceof List<?> list) {
      List<Object> converted = new ArrayList<>(list.size());
      list.forEach(item -> converted.add(item == null ? NullValue.NULL_VALUE : toCel(item)));
      return converted;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> converted = new LinkedHashMap<>();
      map.forEach(
          (key, item) -> {
            if (item != null) {
              converted.put(String.valueOf(key), toCel(item));
            }
          });
      return converted;
    }
    return value;
  }

  /** Empty if there is no value that a table could hold. */
  static Optional<Object> fromCel(@Nullable Object value) {
    if (value instanceof UnsignedLong number) {
      return Optional.of(number.longValue());
    }
    if (value instanceof List<?> list) {
      return Optional.of(list.stream().flatMap(item -> fromCel(item).stream()).toList());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> converted = new LinkedHashMap<>();
      map.forEach(
          (key, item) -> fromCel(item).ifPresent(v -> converted.put(String.valueOf(key), v)));
      return Optional.of(converted);
    }
    return Optional.ofNullable(value)
        .filter(
            v ->
                v instanceof Boolean
                    || v instanceof Long
                    || v instanceof Double
                    || v instanceof String
                    || v instanceof Instant
                    || v instanceof Duration);
  }
}
