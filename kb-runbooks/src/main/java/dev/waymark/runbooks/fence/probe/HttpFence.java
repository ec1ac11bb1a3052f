package dev.waymark.runbooks.fence.probe;

import dev.waymark.kql.syntax.Highlight;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.BodyFault;
import dev.waymark.runbooks.fence.Colouring;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.JsonColumn;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.UnboundFence;
import dev.waymark.runbooks.paste.PasteReading;
import dev.waymark.runbooks.paste.PastedTable;
import java.util.List;
import java.util.Optional;

/** A request. */
public final class HttpFence implements FenceType {
  public static final FenceKind KIND = new FenceKind("http");

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Status", ColumnType.LONG),
          new Column("DurationMs", ColumnType.LONG),
          new Column("Headers", ColumnType.DYNAMIC),
          new Column("Body", ColumnType.STRING),
          new Column("Json", ColumnType.DYNAMIC),
          new Column("Error", ColumnType.STRING));

  @Override
  public FenceKind kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "HTTP request";
  }

  @Override
  public List<BodyFault> faults(String body, Placeholders holes) {
    return HttpRequestText.read(body, holes).faults();
  }

  @Override
  public Optional<List<Column>> columns(String body, Placeholders holes) {
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

  /** People who ask by other means don't know all of the columns. */
  @Override
  public PasteReading pasted(String text, BoundQuery sent, Optional<List<Column>> columns) {
    List<Column> written = COLUMNS.stream().filter(c -> !c.name().equals("Json")).toList();
    return PastedTable.read(text, Optional.of(written), false).map(this::completed);
  }

  @Override
  public BoundQuery bind(UnboundFence fence, RunValues values) {
    return HttpBinder.bind(fence, values);
  }

  @Override
  public List<String> otherLabels() {
    return List.of("rest");
  }

  @Override
  public List<Highlight> highlight(String body) {
    return Colouring.YAML.of(body);
  }
}
