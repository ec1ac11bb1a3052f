package dev.waymark.runbooks.fence;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Table;
import java.util.List;
import java.util.Optional;

/** A request. */
final class HttpFence implements FenceType {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("Status", ColumnType.LONG),
          new Column("DurationMs", ColumnType.LONG),
          new Column("Headers", ColumnType.DYNAMIC),
          new Column("Body", ColumnType.STRING),
          new Column("Json", ColumnType.DYNAMIC),
          new Column("Error", ColumnType.STRING));

  @Override
  public List<BodyFault> faults(String body, Holes holes) {
    return HttpRequestText.read(body, holes).faults();
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
    return JsonColumn.of(answer, "Body");
  }
}
