package dev.waymark.server.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as a list of rows for JSON, each with its values by the names of the columns. */
public final class AnswerRows {
  private AnswerRows() {}

  /** All rows; none if there is no table. */
  public static List<Map<String, @Nullable Object>> of(Answer answer) {
    return answer.rows().map(AnswerRows::of).orElse(List.of());
  }

  private static List<Map<String, @Nullable Object>> of(Table table) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    table
        .rows()
        .forEach(
            row -> {
              Map<String, @Nullable Object> members = new LinkedHashMap<>();
              for (int i = 0; i < table.columns().size(); i++) {
                members.put(table.columns().get(i).name(), CellTexts.json(row.values().get(i)));
              }
              rows.add(members);
            });
    return rows;
  }
}
