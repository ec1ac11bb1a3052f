package dev.waymark.runbooks.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.value.ValueReading;
import dev.waymark.runbooks.paste.DynamicJson;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A remembered value as people write it: by the grammar of a parameter of its type. */
final class GivenValue {
  private static final Pattern GUID =
      Pattern.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private GivenValue() {}

  /** What a value looks like, to be read after "expected". */
  static String expectation(ColumnType type) {
    return switch (type) {
      case GUID -> "a GUID such as 74be27de-1e4e-49d9-b579-fe0b331d3642";
      case DYNAMIC -> "a text, a number or other JSON";
      case BOOL, INT, LONG, REAL, DECIMAL, STRING, DATETIME, TIMESPAN ->
          parameterType(type).expectation();
    };
  }

  /** The value of a text. */
  static ValueReading<Object> read(ColumnType type, String text) {
    return switch (type) {
      case GUID ->
          ValueReading.of(
              Optional.of(text.strip())
                  .filter(GUID.asMatchPredicate())
                  .map(guid -> (Object) UUID.fromString(guid)));
      case DYNAMIC -> new ValueReading.Valid<>(json(text.strip()));
      case BOOL, INT, LONG, REAL, DECIMAL, STRING, DATETIME, TIMESPAN ->
          parameterType(type).read(text.strip());
    };
  }

  /** A text that reads back as the value. */
  static String text(ColumnType type, Object value) {
    return type == ColumnType.DYNAMIC ? DynamicJson.text(value) : ParameterTexts.of(value);
  }

  private static ParameterType parameterType(ColumnType type) {
    return switch (type) {
      case BOOL -> ParameterType.BOOL;
      case INT, LONG -> ParameterType.INT;
      case REAL, DECIMAL -> ParameterType.REAL;
      case DATETIME -> ParameterType.DATETIME;
      case TIMESPAN -> ParameterType.TIMESPAN;
      case STRING, GUID, DYNAMIC -> ParameterType.STRING;
    };
  }

  /** What isn't JSON is a text. */
  private static Object json(String text) {
    try {
      return DynamicJson.value(text).orElse(text);
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
