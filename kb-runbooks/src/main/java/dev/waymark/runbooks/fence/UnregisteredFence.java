package dev.waymark.runbooks.fence;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Column;
import java.util.List;
import java.util.Optional;

/** A kind that no type is registered for: its text is shown, and nothing is asked. */
record UnregisteredFence(FenceKind kind) implements FenceType {
  @Override
  public String title() {
    return kind.label();
  }

  @Override
  public List<BodyFault> faults(String body, Placeholders holes) {
    return List.of();
  }

  @Override
  public Optional<List<Column>> columns(String body, Placeholders holes) {
    return Optional.empty();
  }

  @Override
  public boolean mayBeEmpty() {
    return true;
  }

  @Override
  public BoundQuery bind(UnboundFence fence, RunValues values) {
    throw new UnboundException(
        "Nothing here runs a fence `" + kind.label() + "`",
        "Look by hand what this step asks, then take a branch and say why.");
  }
}
