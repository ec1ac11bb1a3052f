package dev.waymark.runbooks.fence;

import dev.waymark.model.table.Column;
import java.util.List;
import java.util.Optional;

/** A subscription's activity log. */
final class ActivityLogFence implements FenceType {
  @Override
  public List<BodyFault> faults(String body, Holes holes) {
    return ActivityLogBody.read(body, holes).faults();
  }

  @Override
  public Optional<List<Column>> columns(String body, Holes holes) {
    return Optional.of(ActivityLogBody.COLUMNS);
  }

  @Override
  public boolean mayBeEmpty() {
    return true;
  }
}
