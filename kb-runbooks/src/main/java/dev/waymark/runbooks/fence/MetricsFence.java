package dev.waymark.runbooks.fence;

import dev.waymark.model.table.Column;
import java.util.List;
import java.util.Optional;

/** Azure Monitor metrics. */
final class MetricsFence implements FenceType {
  @Override
  public List<BodyFault> faults(String body, Holes holes) {
    return MetricsBody.read(body, holes).faults();
  }

  /** Unknown where a name of a column is a value. */
  @Override
  public Optional<List<Column>> columns(String body, Holes holes) {
    return MetricsBody.read(body, holes)
        .value()
        .map(MetricsBody::columns)
        .filter(columns -> columns.stream().noneMatch(column -> holes.in(column.name())));
  }

  @Override
  public boolean mayBeEmpty() {
    return true;
  }
}
