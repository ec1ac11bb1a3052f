package dev.waymark.runbooks.fence.command;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.JsonColumn;
import java.util.List;

/** The answer of a command: one row with its exit code and what it printed. */
public final class CommandOutput {
  static final List<Column> COLUMNS =
      List.of(
          new Column("ExitCode", ColumnType.LONG),
          new Column("Stdout", ColumnType.STRING),
          new Column("Stderr", ColumnType.STRING),
          new Column("Json", ColumnType.DYNAMIC));

  private CommandOutput() {}

  /** The answer of a command that ended with an exit code. */
  public static Table of(int code, String out, String error) {
    return new Table(COLUMNS, List.of(Row.of((long) code, out, error, JsonColumn.value(out))));
  }

  /** What a pasted output of a command says; it is taken to have gone well. */
  public static Table pasted(String output) {
    return of(0, output, "");
  }
}
