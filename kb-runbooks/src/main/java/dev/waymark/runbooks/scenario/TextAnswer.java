package dev.waymark.runbooks.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.scenario.AnswerReader.Read;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command printed: one row that says that it succeeded. */
final class TextAnswer {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("ExitCode", ColumnType.LONG),
          new Column("Stdout", ColumnType.STRING),
          new Column("Stderr", ColumnType.STRING),
          new Column("Json", ColumnType.DYNAMIC));

  private TextAnswer() {}

  static Read read(String text) {
    return new Read.Good(new Table(COLUMNS, List.of(Row.of(0L, text, "", json(text)))));
  }

  private static @Nullable Object json(String text) {
    try {
      return Json.value(text).orElse(null);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
