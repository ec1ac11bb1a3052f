package dev.waymark.runbooks.fence.probe;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.fence.BodyFault;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.UnboundFence;
import dev.waymark.runbooks.paste.PasteReading;
import dev.waymark.runbooks.paste.PastedTable;
import java.util.List;
import java.util.Optional;

/** A connection to a port. */
public final class TcpFence implements FenceType {
  public static final FenceKind KIND = new FenceKind("tcp");

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Connected", ColumnType.BOOL),
          new Column("DurationMs", ColumnType.LONG),
          new Column("Error", ColumnType.STRING));

  @Override
  public FenceKind kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "TCP connection";
  }

  @Override
  public List<BodyFault> faults(String body, Placeholders holes) {
    return HostAndPort.readTcp(body, holes).faults();
  }

  @Override
  public Optional<List<Column>> columns(String body, Placeholders holes) {
    return Optional.of(COLUMNS);
  }

  @Override
  public boolean mayBeEmpty() {
    return false;
  }

  /** People who ask by other means don't know all of the columns. */
  @Override
  public PasteReading pasted(String text, BoundQuery sent, Optional<List<Column>> columns) {
    return PastedTable.read(text, Optional.of(COLUMNS), false);
  }

  @Override
  public BoundQuery bind(UnboundFence fence, RunValues values) {
    return HostBinder.bind(fence, values);
  }
}
