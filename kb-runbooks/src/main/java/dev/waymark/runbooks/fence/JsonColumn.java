package dev.waymark.runbooks.fence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The column {@code Json}: what a text of an answer says where it is JSON, else null. */
public final class JsonColumn {
  private static final String NAME = "Json";
  private static final JsonMapper JSON = json();

  private JsonColumn() {}

  /** The value of a text; null if it isn't one JSON document. */
  public static @Nullable Object value(@Nullable String text) {
    try {
      return text == null || text.isBlank() ? null : JSON.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** An answer with its column {@code Json} added where it is missing. */
  public static Table of(Table answer, String text) {
    int from = answer.indexOf(text);
    if (from < 0 || answer.indexOf(NAME) >= 0) {
      return answer;
    }
    List<Column> columns = new ArrayList<>(answer.columns());
    columns.add(new Column(NAME, ColumnType.DYNAMIC));
    List<Row> rows = new ArrayList<>();
    for (Row row : answer.rows()) {
      List<@Nullable Object> values = new ArrayList<>(row.values());
      values.add(value(values.get(from) instanceof String written ? written : null));
      rows.add(new Row(values));
    }
    return new Table(columns, rows);
  }

  private static JsonMapper json() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build());
    return mapper;
  }
}
