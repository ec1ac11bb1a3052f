package dev.waymark.server.run.page;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.run.Answer;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.server.run.page.AnswerView.CellView;
import dev.waymark.server.run.page.AnswerView.ChangeView;
import dev.waymark.server.run.page.AnswerView.ColumnView;
import dev.waymark.server.web.Moments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Shows what a source gave back. */
final class AnswerMapper {
  /** More of a cell is in the file that can be downloaded. */
  private static final int LONGEST_CELL = 1000;

  private static final Set<ColumnType> NUMBERS =
      EnumSet.of(ColumnType.INT, ColumnType.LONG, ColumnType.REAL, ColumnType.DECIMAL);

  private final Moments moments;
  private final RunAddress address;
  private final List<ChangeMark> changes;

  /**
   * @param changes what the run has found to be changed meanwhile
   */
  AnswerMapper(Moments moments, RunAddress address, List<ChangeMark> changes) {
    this.moments = moments;
    this.address = address;
    this.changes = changes;
  }

  /**
   * The last answer of a visit.
   *
   * @param page of its rows, from 1
   */
  AnswerView map(Fence fence, List<Attempt> attempts, int visit, int page) {
    if (attempts.isEmpty()) {
      return AnswerView.none("none");
    }
    Attempt last = attempts.get(attempts.size() - 1);
    Optional<Answer> answer = last.answer();
    if (answer.isEmpty()) {
      return AnswerView.none(last.isUnsent() ? "unsent" : "awaited");
    }
    List<String> earlier =
        attempts.subList(0, attempts.size() - 1).stream()
            .filter(attempt -> !attempt.isUnsent())
            .map(this::summary)
            .toList();
    Answer given = answer.orElseThrow();
    return switch (given) {
      case Answer.Complete(Table table, _) ->
          table(head("complete", "", "", given, earlier), table, fence, visit, page);
      case Answer.Partial(Table table, String reason, _) ->
          table(head("partial", reason, "", given, earlier), table, fence, visit, page);
      case Answer.Failed(_, String message, String hint, _) ->
          head("failed", message, hint, given, earlier);
    };
  }

  private AnswerView head(
      String state, String message, String hint, Answer answer, List<String> earlier) {
    return new AnswerView(
        state,
        message,
        hint,
        answer.provenance().source(),
        answer.provenance().recorded(),
        Optional.of(moments.of(answer.provenance().at())),
        answer.provenance().live().isPresent() ? took(answer.provenance().took()) : "",
        List.of(),
        List.of(),
        0,
        1,
        "",
        "",
        "",
        "",
        List.of(),
        earlier);
  }

  private AnswerView table(AnswerView head, Table table, Fence fence, int visit, int asked) {
    int pages = Math.max(1, (table.rows().size() + AnswerView.PAGE - 1) / AnswerView.PAGE);
    int page = Math.max(1, Math.min(asked, pages));
    int from = (page - 1) * AnswerView.PAGE;
    List<Row> shown =
        table.rows().subList(from, Math.min(from + AnswerView.PAGE, table.rows().size()));
    Optional<ChartData> chart = ChartData.of(fence, List.of(), table);
    return new AnswerView(
        head.state(),
        head.message(),
        head.hint(),
        head.source(),
        head.recorded(),
        head.at(),
        head.took(),
        table.columns().stream().map(AnswerMapper::column).toList(),
        shown.stream().map(row -> cells(table.columns(), row)).toList(),
        table.rows().size(),
        from + 1,
        page > 1 ? address.rows(visit, page - 1) : "",
        page < pages ? address.rows(visit, page + 1) : "",
        address.answer(visit),
        chart.isPresent() ? address.chart(visit) : "",
        chart.filter(ChartData::isOverTime).isPresent()
            ? changes.stream().map(this::change).toList()
            : List.of(),
        head.earlier());
  }

  private ChangeView change(ChangeMark mark) {
    return new ChangeView(moments.of(mark.at()), mark.what());
  }

  /** What was asked otherwise than by the run's parameters, such as {@code window = 4h}. */
  static String changed(Attempt attempt) {
    return attempt.changed().entrySet().stream()
        .map(parameter -> parameter.getKey() + " = " + parameter.getValue())
        .collect(Collectors.joining(", "));
  }

  private String summary(Attempt attempt) {
    String scope = changed(attempt);
    return (scope.isEmpty() ? "" : "With " + scope + ", ") + outcome(attempt);
  }

  private String outcome(Attempt attempt) {
    return attempt
        .answer()
        .map(
            answer ->
                moments.of(answer.provenance().at()).utc()
                    + ": "
                    + (answer instanceof Answer.Failed failed
                        ? failed.message()
                        : answer.rows().orElseThrow().rows().size() + " rows"))
        .orElse("no answer came");
  }

  private static ColumnView column(Column column) {
    return new ColumnView(column.name(), NUMBERS.contains(column.type()));
  }

  private static List<CellView> cells(List<Column> columns, Row row) {
    var cells = new ArrayList<CellView>(columns.size());
    IntStream.range(0, columns.size())
        .forEach(i -> cells.add(cell(row.values().get(i), columns.get(i))));
    return cells;
  }

  private static CellView cell(@Nullable Object value, Column column) {
    String text = ValueText.text(value);
    return new CellView(
        text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) + "…" : text,
        NUMBERS.contains(column.type()));
  }

  private static String took(Duration length) {
    return length.toMillis() < 1000
        ? length.toMillis() + " ms"
        : "%.1f s".formatted(length.toMillis() / 1000.0);
  }
}
