package dev.waymark.server.content;

import dev.waymark.kql.syntax.Highlight;
import dev.waymark.kql.syntax.HighlightKind;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.fence.BodyFault;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.Template;
import dev.waymark.runbooks.fence.UnboundFence;
import java.util.List;
import java.util.Optional;

/** A kind of fence that only tests have. */
public final class ClockFence implements FenceType {
  @Override
  public FenceKind kind() {
    return new FenceKind("clock");
  }

  @Override
  public String title() {
    return "Time server";
  }

  @Override
  public List<BodyFault> faults(String body, Placeholders holes) {
    return List.of();
  }

  @Override
  public Optional<List<Column>> columns(String body, Placeholders holes) {
    return Optional.of(List.of(new Column("OffsetMs", ColumnType.REAL)));
  }

  @Override
  public boolean mayBeEmpty() {
    return false;
  }

  @Override
  public BoundQuery bind(UnboundFence fence, RunValues values) {
    return fence.with(Template.fillPlain(fence.body().strip(), values));
  }

  @Override
  public List<Highlight> highlight(String body) {
    return List.of(new Highlight(HighlightKind.STRING, body, 0, body.length()));
  }

  @Override
  public Optional<String> portalLink(BoundQuery query) {
    return Optional.of("https://portal.azure.com/#blade/Clocks/host/" + query.text());
  }
}
