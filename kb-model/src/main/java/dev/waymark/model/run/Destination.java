package dev.waymark.model.run;

import java.util.Optional;

/** Where an edge leads. */
public sealed interface Destination {
  /** To a node of the same entry. */
  record Node(String id) implements Destination {}

  /** Into another entry, at a step or, where none is named, at its root. */
  record OtherEntry(String entryId, Optional<String> step) implements Destination {}
}
