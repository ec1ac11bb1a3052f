package dev.waymark.server.run.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waymark.model.table.Timespan;
import dev.waymark.model.value.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of cells, parameters and remembered names as text. */
final class ValueText {
  private static final JsonMapper JSON = new JsonMapper();

  private ValueText() {}

  /** The whole value; empty for a missing one. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Duration length) {
      return Timespan.format(length);
    }
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      return json(value);
    }
    return value.toString();
  }

  /** The name of a resource in place of its id; any other text as it is. */
  static String shortened(String text) {
    return ResourceId.readResource(text).value().map(id -> id.segments().getLast()).orElse(text);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      return value.toString();
    }
  }
}
