package dev.waymark.runbooks.fence;

import dev.waymark.model.table.Column;
import java.util.List;
import java.util.Optional;

/** A query of KQL: its own checks and columns are the compiler's. */
final class QueryFence implements FenceType {
  @Override
  public List<BodyFault> faults(String body, Holes holes) {
    return List.of();
  }

  @Override
  public Optional<List<Column>> columns(String body, Holes holes) {
    return Optional.empty();
  }

  /** The query says; one that can't be read has other issues. */
  @Override
  public boolean mayBeEmpty() {
    return false;
  }
}
