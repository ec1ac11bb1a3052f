package dev.waymark.server.run;

import dev.waymark.model.table.Timespan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of tables as people and programs read them. */
public final class CellTexts {
  private CellTexts() {}

  /** For a page or a CSV file; empty if a value is missing. */
  public static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Duration length ? Timespan.format(length) : value.toString();
  }

  /** What JSON has as it is, anything else as text. */
  public static @Nullable Object json(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(json(element)));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach((key, member) -> members.put(String.valueOf(key), json(member)));
      return members;
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return number.toString();
    }
    if (value instanceof Duration
        || value instanceof Instant
        || value instanceof UUID
        || value instanceof BigDecimal) {
      return text(value);
    }
    return value;
  }
}
