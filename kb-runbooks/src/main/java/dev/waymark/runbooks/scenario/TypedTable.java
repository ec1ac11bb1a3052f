package dev.waymark.runbooks.scenario;

import dev.waymark.kql.Schemas;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a table's cells their types. A table with a schema has all of the schema's columns, those
 * that the file leaves out without values; a column that the schema doesn't have is wrong, unless
 * the schema is an open one. Other columns have the type that their header says, or the one that
 * all of their cells look like.
 */
final class TypedTable {
  private static final int MOST_ISSUES = 20;
  private static final int LONGEST_SHOWN = 60;

  private final SourceFile file;
  private final String name;
  private final Optional<List<Column>> schema;
  private final RecordedCells cells;
  private final List<Issue> issues = new ArrayList<>();

  /**
   * @param name of the table
   * @param schema the table's columns, if they are known
   */
  TypedTable(SourceFile file, String name, Optional<List<Column>> schema, RecordedCells cells) {
    this.file = file;
    this.name = name;
    this.schema = schema;
    this.cells = cells;
  }

  StageResult<Table> of(RawTable raw) {
    List<Column> columns = new ArrayList<>();
    schema.orElse(List.of()).stream().filter(c -> !c.equals(Schemas.ANY)).forEach(columns::add);
    Map<String, Integer> places = new HashMap<>();
    columns.forEach(column -> places.put(column.name(), places.size()));
    int[] targets = new int[raw.headers().size()];
    boolean[] filled = new boolean[columns.size() + targets.length];
    for (int i = 0; i < targets.length; i++) {
      Column column = column(raw, i, columns, places);
      targets[i] = places.computeIfAbsent(column.name(), added -> columns.size());
      if (targets[i] == columns.size()) {
        columns.add(column);
      }
      if (filled[targets[i]]) {
        add(raw.headers().get(i), "There are two columns `" + column.name() + "`", "Remove one.");
      }
      filled[targets[i]] = true;
    }
    List<Row> rows = raw.rows().stream().map(row -> row(row, targets, columns)).toList();
    return issues.isEmpty()
        ? StageResult.of(new Table(columns, rows), List.of())
        : StageResult.failed(issues);
  }

  /** The column of a header, which in a table with a schema is the schema's. */
  private Column column(
      RawTable raw, int index, List<Column> columns, Map<String, Integer> places) {
    RawCell.Text header = raw.headers().get(index);
    String text = header.text().strip();
    Optional<Column> typed = RecordedCells.typed(text);
    if (text.indexOf(':') > 0 && typed.isEmpty()) {
      add(
          header,
          "`" + text + "` has no type of Kusto's behind its colon",
          "Write `Name:long` or another of bool, int, real, decimal, string, datetime, timespan,"
              + " guid, dynamic.");
    }
    String called = typed.map(Column::name).orElse(text);
    if (called.isEmpty()) {
      add(header, "Column " + (index + 1) + " has no name", "Write `Name` or `Name:type`.");
    }
    Integer known = places.get(called);
    if (known != null) {
      Column column = columns.get(known);
      typed
          .filter(said -> said.type() != column.type())
          .ifPresent(
              said ->
                  add(
                      header,
                      "`%s` of `%s` is %s, not %s"
                          .formatted(
                              called, name, column.type().kustoName(), said.type().kustoName()),
                      "Leave the type out: it stands in the schema."));
      return column;
    }
    if (schema.isPresent() && !schema.get().contains(Schemas.ANY)) {
      add(
          header,
          "`" + name + "` has no column `" + called + "`",
          Nearest.to(called, schema.get().stream().map(Column::name).toList())
              .map(near -> "Did you mean `" + near + "`?")
              .orElse("Remove it, or add it to the schema."));
    }
    return typed.orElseGet(() -> new Column(called, infer(raw, index)));
  }

  private ColumnType infer(RawTable raw, int index) {
    return RawCell.infer(raw.rows().stream().map(row -> row.get(index)).toList(), cells);
  }

  private Row row(List<RawCell> row, int[] targets, List<Column> columns) {
    @Nullable Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).type() == ColumnType.STRING ? "" : null;
    }
    for (int i = 0; i < targets.length; i++) {
      Column column = columns.get(targets[i]);
      RawCell cell = row.get(i);
      Optional<Object> value = cell.value(column.type(), cells);
      if (value.isPresent()) {
        values[targets[i]] = value.get();
      } else if (!cell.missing()) {
        add(
            cell,
            "“%s” isn't of type %s, the type of `%s`"
                .formatted(cut(cell.shown()), column.type().kustoName(), column.name()),
            hint(column.type()));
      }
    }
    return new Row(Arrays.asList(values));
  }

  private static String hint(ColumnType type) {
    return switch (type) {
      case BOOL -> "Write true or false.";
      case INT, LONG -> "Write a whole number.";
      case REAL, DECIMAL -> "Write a number such as 0.25.";
      case DATETIME -> "Write -PT5M for five minutes ago, -P1D, or 2026-11-01T02:00:00Z.";
      case TIMESPAN -> "Write 1h, 00:05:00 or PT5M.";
      case GUID -> "Write it as 74be27de-1e4e-49d9-b579-fe0b331d3642.";
      case DYNAMIC -> "Write JSON.";
      case STRING -> "Write text.";
    };
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  private void add(RawCell at, String message, String hint) {
    if (issues.size() < MOST_ISSUES) {
      int line = file.position(at.start()).line();
      int end = Math.min(at.start() + at.shown().length(), file.lineSpan(line).end());
      var span = new SourceSpan(at.start(), Math.max(at.start(), end));
      issues.add(new Issue(ScenarioIssue.BAD_TABLE, file, span, message, hint));
    }
  }
}
