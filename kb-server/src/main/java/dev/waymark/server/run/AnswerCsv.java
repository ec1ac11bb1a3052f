package dev.waymark.server.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.source.Secrets;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.write.CsvText;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An answer as a CSV file (RFC 4180) in which no cell is a formula, and none has a secret. */
public final class AnswerCsv {
  private static final String FORMULA = "=+-@\t\r";

  private AnswerCsv() {}

  /** All rows; only a line end if there is no table. */
  public static String write(Answer answer) {
    return answer.rows().map(AnswerCsv::write).orElse("\r\n");
  }

  /** All rows of a table. */
  public static String write(Table table) {
    return CsvText.quoted(
        Stream.concat(
            Stream.of(table.columns().stream().map(Column::name).map(AnswerCsv::text).toList()),
            table.rows().stream().map(row -> row.values().stream().map(AnswerCsv::text).toList())));
  }

  /** A number may begin with a sign; a text that does would run in a spreadsheet. */
  private static String text(@Nullable Object value) {
    String text = CellTexts.text(value);
    if (value instanceof String || value instanceof Map || value instanceof List) {
      text = Secrets.removed(text);
    }
    return !(value instanceof Number) && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0
        ? "'" + text
        : text;
  }
}
