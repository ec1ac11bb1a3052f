package dev.waymark.cli.health;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.value.ResourceId;
import dev.waymark.runbooks.fence.BodyFault;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.OneLine;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.Template;
import dev.waymark.runbooks.fence.UnboundFence;
import java.util.List;
import java.util.Optional;

/** A kind of fence that only tests have: Azure says whether a resource is healthy. */
public final class HealthFence implements FenceType {
  static final FenceKind KIND = new FenceKind("health");

  static final List<Column> COLUMNS =
      List.of(new Column("State", ColumnType.STRING), new Column("Reason", ColumnType.STRING));

  @Override
  public FenceKind kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "Resource health";
  }

  @Override
  public List<BodyFault> faults(String body, Placeholders holes) {
    return new OneLine(body, holes)
        .read(
            text -> ResourceId.read(text).value(),
            "isn't the id of a resource",
            "Declare a parameter of type resource and name it.")
        .faults();
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
  public BoundQuery bind(UnboundFence fence, RunValues values) {
    return fence.with(Template.fillPlain(fence.body().strip(), values));
  }
}
