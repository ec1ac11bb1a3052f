package dev.waymark.runbooks.fence;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Optional;

/** A look-up of a name. */
final class DnsFence implements FenceType {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("Name", ColumnType.STRING),
          new Column("Type", ColumnType.STRING),
          new Column("Ttl", ColumnType.LONG),
          new Column("Value", ColumnType.STRING));

  @Override
  public List<BodyFault> faults(String body, Holes holes) {
    return DnsQuestion.read(body, holes).faults();
  }

  @Override
  public Optional<List<Column>> columns(String body, Holes holes) {
    return Optional.of(COLUMNS);
  }

  @Override
  public boolean mayBeEmpty() {
    return true;
  }
}
