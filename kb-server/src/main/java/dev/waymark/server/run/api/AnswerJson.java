package dev.waymark.server.run.api;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.server.run.CellTexts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a query gave back.
 *
 * @param kind complete, partial or failed
 * @param reason why it is partial, or why there is none
 * @param rows values in the order of the columns, a page of them; times and lengths as text
 */
public record AnswerJson(
    String kind,
    Optional<String> reason,
    Optional<String> hint,
    String source,
    boolean recorded,
    Instant at,
    long tookMs,
    List<ColumnJson> columns,
    List<List<@Nullable Object>> rows,
    int offset,
    int totalRows) {
  /** How many rows come at once at most. */
  static final int PAGE = 200;

  /** A column's name and type, as Kusto names it. */
  record ColumnJson(String name, String type) {}

  /** An answer with a page of its rows. */
  static AnswerJson of(Answer answer, int offset) {
    return of(answer, offset, PAGE);
  }

  /** An answer to somebody who has seen its rows. */
  static AnswerJson withoutRows(Answer answer) {
    return of(answer, 0, 0);
  }

  private static AnswerJson of(Answer answer, int offset, int most) {
    return switch (answer) {
      case Answer.Complete(Table table, Provenance from) ->
          of("complete", Optional.empty(), table, from, offset, most);
      case Answer.Partial(Table table, String reason, Provenance from) ->
          of("partial", Optional.of(reason), table, from, offset, most);
      case Answer.Failed(_, String message, String hint, Provenance from) ->
          new AnswerJson(
              "failed",
              Optional.of(message),
              Optional.of(hint),
              from.source(),
              from.recorded(),
              from.at(),
              from.took().toMillis(),
              List.of(),
              List.of(),
              0,
              0);
    };
  }

  private static AnswerJson of(
      String kind, Optional<String> reason, Table table, Provenance from, int offset, int most) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    table.rows().stream()
        .skip(Math.max(0, offset))
        .limit(most)
        .map(AnswerJson::cells)
        .forEach(rows::add);
    return new AnswerJson(
        kind,
        reason,
        Optional.empty(),
        from.source(),
        from.recorded(),
        from.at(),
        from.took().toMillis(),
        table.columns().stream()
            .map(column -> new ColumnJson(column.name(), column.type().kustoName()))
            .toList(),
        rows,
        Math.max(0, offset),
        table.rows().size());
  }

  private static List<@Nullable Object> cells(Row row) {
    List<@Nullable Object> cells = new ArrayList<>();
    row.values().forEach(value -> cells.add(CellTexts.json(value)));
    return cells;
  }
}
