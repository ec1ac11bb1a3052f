package dev.waymark.runbooks.fence;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Optional;

/** A handshake. */
final class TlsFence implements FenceType {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("Trusted", ColumnType.BOOL),
          new Column("HostnameMatches", ColumnType.BOOL),
          new Column("NotAfter", ColumnType.DATETIME),
          new Column("DaysLeft", ColumnType.LONG),
          new Column("Issuer", ColumnType.STRING),
          new Column("Chain", ColumnType.DYNAMIC),
          new Column("Protocol", ColumnType.STRING),
          new Column("Error", ColumnType.STRING));

  @Override
  public List<BodyFault> faults(String body, Holes holes) {
    return HostAndPort.readTls(body, holes).faults();
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
