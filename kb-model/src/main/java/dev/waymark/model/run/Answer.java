package dev.waymark.model.run;

import dev.waymark.model.table.Table;
import java.util.Optional;

/** What a step's query, probe or command gave back. Whatever a source may do is a value here. */
public sealed interface Answer {
  Provenance provenance();

  /** What rows there are, all or some; empty if it failed. */
  Optional<Table> rows();

  /** All rows. */
  record Complete(Table table, Provenance provenance) implements Answer {
    @Override
    public Optional<Table> rows() {
      return Optional.of(table);
    }
  }

  /** Some rows: the source stopped early. No branch is proposed on these. */
  record Partial(Table table, String reason, Provenance provenance) implements Answer {
    @Override
    public Optional<Table> rows() {
      return Optional.of(table);
    }
  }

  /** No rows, and why. */
  record Failed(FailureKind kind, String message, String hint, Provenance provenance)
      implements Answer {
    @Override
    public Optional<Table> rows() {
      return Optional.empty();
    }
  }
}
