package dev.waymark.runbooks.fence;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.List;

/** The answer of a command: one row with its exit code and what it printed. */
public final class CommandOutput {
  private CommandOutput() {}

  /** The answer of a command that ended with an exit code. */
  public static Table of(int code, String out, String error) {
    return new Table(
        FenceType.of(FenceKind.BASH).columns("", Holes.none()).orElseThrow(),
        List.of(Row.of((long) code, out, error, JsonColumn.value(out))));
  }

  /** What a pasted output of a command says; it is taken to have gone well. */
  public static Table pasted(String output) {
    return of(0, output, "");
  }
}
