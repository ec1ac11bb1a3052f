package dev.waymark.runbooks.fence;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Optional;

/** A connection to a port. */
final class TcpFence implements FenceType {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("Connected", ColumnType.BOOL),
          new Column("DurationMs", ColumnType.LONG),
          new Column("Error", ColumnType.STRING));

  @Override
  public List<BodyFault> faults(String body, Holes holes) {
    return HostAndPort.readTcp(body, holes).faults();
  }

  @Override
  public Optional<List<Column>> columns(String body, Holes holes) {
    return Optional.of(COLUMNS);
  }

  @Override
  public boolean mayBeEmpty() {
    return false;
  }
}
