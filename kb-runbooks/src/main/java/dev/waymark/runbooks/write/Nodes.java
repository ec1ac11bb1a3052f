package dev.waymark.runbooks.write;

import dev.waymark.runbooks.markdown.DocumentSection;

/** Finds the headings that changes name. */
final class Nodes {
  private Nodes() {}

  /** A node in the text to change now. */
  static DocumentSection current(EntryText current, String slug) {
    return current
        .node(slug)
        .orElseThrow(
            () ->
                new RefusedWriteException(
                    "The entry no longer has the heading #%s".formatted(slug),
                    "It was renamed or removed meanwhile: bind the lesson to what stands there"
                        + " now"));
  }
}
