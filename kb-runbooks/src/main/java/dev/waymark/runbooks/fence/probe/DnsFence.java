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

/** A look-up of a name. */
public final class DnsFence implements FenceType {
  public static final FenceKind KIND = new FenceKind("dns");

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Name", ColumnType.STRING),
          new Column("Type", ColumnType.STRING),
          new Column("Ttl", ColumnType.LONG),
          new Column("Value", ColumnType.STRING));

  @Override
  public FenceKind kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "DNS look-up";
  }

  @Override
  public List<BodyFault> faults(String body, Placeholders holes) {
    return DnsQuestion.read(body, holes).faults();
  }

  @Override
  public Optional<List<Column>> columns(String body, Placeholders holes) {
    return Optional.of(COLUMNS);
  }

  @Override
  public boolean mayBeEmpty() {
    return true;
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
