package dev.waymark.runbooks.fence;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Table;
import java.util.List;
import java.util.Optional;

/** A command: what it may do is checked apart from here, for all commands of an entry. */
final class CommandFence implements FenceType {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("ExitCode", ColumnType.LONG),
          new Column("Stdout", ColumnType.STRING),
          new Column("Stderr", ColumnType.STRING),
          new Column("Json", ColumnType.DYNAMIC));

  @Override
  public List<BodyFault> faults(String body, Holes holes) {
    return body.isBlank()
        ? List.of(
            new BodyFault(
                BodyIssue.EMPTY,
                0,
                body.length(),
                "The fence is empty",
                "Write one command that shows or lists."))
        : List.of();
  }

  @Override
  public Optional<List<Column>> columns(String body, Holes holes) {
    return Optional.of(COLUMNS);
  }

  @Override
  public boolean mayBeEmpty() {
    return false;
  }

  @Override
  public Table completed(Table answer) {
    return JsonColumn.of(answer, "Stdout");
  }
}
