package dev.waymark.server.question;

import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a question.
 *
 * @param more whether there are more lines than these
 */
public record QuestionAnswer(Question question, Filters filters, List<Line> lines, boolean more) {
  public QuestionAnswer {
    lines = List.copyOf(lines);
  }

  /**
   * A row of the answer.
   *
   * @param keys values of the question's keys as text; one that is missing isn't there
   * @param cells in the order of the question's columns
   */
  public record Line(Map<String, String> keys, List<@Nullable Object> cells) {
    public Line {
      keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
      cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }
  }

  /** The query of the address that lists the incidents behind a cell, at the question's page. */
  public String behind(Line line, AnswerColumn column) {
    Map<String, String> parameters = new LinkedHashMap<>(filters.parameters());
    parameters.put("column", column.name());
    line.keys().forEach((name, value) -> parameters.put(Questions.KEY + name, value));
    return Filters.query(parameters);
  }

  /** As a plain table. */
  public Table table() {
    return new Table(
        question.columns().stream()
            .map(column -> new dev.waymark.model.table.Column(column.name(), type(column)))
            .toList(),
        lines.stream().map(line -> new Row(line.cells())).toList());
  }

  private static ColumnType type(AnswerColumn column) {
    return switch (column.type()) {
      case COUNT, ALERTS -> ColumnType.LONG;
      case NUMBER, SHARE, SECONDS, MILLISECONDS -> ColumnType.REAL;
      case TEXT, ENTRY, DAY -> ColumnType.STRING;
    };
  }
}
