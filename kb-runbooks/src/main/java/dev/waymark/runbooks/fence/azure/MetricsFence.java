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

/** Azure Monitor metrics. */
public final class MetricsFence implements FenceType {
  public static final FenceKind KIND = new FenceKind("metrics");

  @Override
  public FenceKind kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "Azure Monitor metrics";
  }

  @Override
  public List<FenceOption> options() {
    return List.of(FenceOption.TIMEOUT, FenceOption.ROWS, FenceOption.CHART);
  }

  @Override
  public List<BodyFault> faults(String body, Placeholders holes) {
    return MetricsBody.read(body, holes).faults();
  }

  /** Unknown if a name of a column is a value. */
  @Override
  public Optional<List<Column>> columns(String body, Placeholders holes) {
    return MetricsBody.read(body, holes)
        .value()
        .map(MetricsBody::columns)
        .filter(columns -> columns.stream().noneMatch(column -> holes.in(column.name())));
  }

  @Override
  public boolean mayBeEmpty() {
    return true;
  }

  /** Also as {@code az monitor metrics list} prints it. */
  @Override
  public PasteReading pasted(String text, BoundQuery sent, Optional<List<Column>> columns) {
    return MetricsBody.read(sent.text(), Placeholders.none())
        .value()
        .filter(body -> MetricsReply.isOne(text))
        .map(body -> MetricsReply.read(text, body))
        .orElseGet(() -> FenceType.super.pasted(text, sent, columns));
  }

  @Override
  public BoundQuery bind(UnboundFence fence, RunValues values) {
    return YamlBinder.bind(fence, values);
  }

  @Override
  public List<Highlight> highlight(String body) {
    return Colouring.YAML.of(body);
  }
}
