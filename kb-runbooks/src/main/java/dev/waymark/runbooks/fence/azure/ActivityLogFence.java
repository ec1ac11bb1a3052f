package dev.waymark.runbooks.fence.azure;

import dev.waymark.kql.syntax.Highlight;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Column;
import dev.waymark.runbooks.fence.BodyFault;
import dev.waymark.runbooks.fence.Colouring;
import dev.waymark.runbooks.fence.FenceOption;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.UnboundFence;
import dev.waymark.runbooks.fence.YamlBinder;
import dev.waymark.runbooks.paste.PasteReading;
import java.util.List;
import java.util.Optional;

/** A subscription's activity log. */
public final class ActivityLogFence implements FenceType {
  public static final FenceKind KIND = new FenceKind("activity-log");

  @Override
  public FenceKind kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "Activity log";
  }

  @Override
  public List<FenceOption> options() {
    return List.of(FenceOption.TIMEOUT, FenceOption.ROWS, FenceOption.CHART);
  }

  @Override
  public List<BodyFault> faults(String body, Placeholders holes) {
    return ActivityLogBody.read(body, holes).faults();
  }

  @Override
  public Optional<List<Column>> columns(String body, Placeholders holes) {
    return Optional.of(ActivityLogBody.COLUMNS);
  }

  @Override
  public boolean mayBeEmpty() {
    return true;
  }

  /** Also as {@code az monitor activity-log list} prints it. */
  @Override
  public PasteReading pasted(String text, BoundQuery sent, Optional<List<Column>> columns) {
    return ActivityLogReply.isOne(text)
        ? ActivityLogReply.read(text)
        : FenceType.super.pasted(text, sent, columns);
  }

  @Override
  public BoundQuery bind(UnboundFence fence, RunValues values) {
    return YamlBinder.bind(fence, values);
  }

  @Override
  public boolean showsChanges(String body) {
    return true;
  }

  @Override
  public List<Highlight> highlight(String body) {
    return Colouring.YAML.of(body);
  }
}
