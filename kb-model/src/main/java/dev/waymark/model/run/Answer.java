package dev.waymark.model.run;

import dev.waymark.model.table.Table;

/** What a step's query, probe or command gave back. Whatever a source may do is a value here. */
public sealed interface Answer {
  Provenance provenance();

  /** All rows. */
  record Complete(Table table, Provenance provenance) implements Answer {}

  /** Some rows: the source stopped early. No branch is proposed on these. */
  record Partial(Table table, String reason, Provenance provenance) implements Answer {}

  /** No rows, and why. */
  record Failed(FailureKind kind, String message, String hint, Provenance provenance)
      implements Answer {}
}
