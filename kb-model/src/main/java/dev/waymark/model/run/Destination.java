package dev.waymark.model.run;

import java.util.Optional;

/** Where an edge leads. */
public sealed interface Destination {
  /** To a node of the same entry. */
  record Node(String id) implements Destination {}

  /** Into another entry, at a step or, if none is named, at its root. */
  record OtherEntry(String entryId, Optional<String> step) implements Destination {}

  /** The id of a node of the same entry; empty for another entry. */
  default Optional<String> node() {
    return switch (this) {
      case Node(String id) -> Optional.of(id);
      case OtherEntry _ -> Optional.empty();
    };
  }

  /** As entries write it: {@code #step} or {@code other-entry.md#step}. */
  default String link() {
    return switch (this) {
      case Node(String id) -> "#" + id;
      case OtherEntry(String entryId, var step) ->
          entryId + ".md" + step.map(slug -> "#" + slug).orElse("");
    };
  }
}
