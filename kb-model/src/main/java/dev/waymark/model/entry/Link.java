package dev.waymark.model.entry;

import dev.waymark.model.source.SourceSpan;

/**
 * A Markdown link or image.
 *
 * @param target as written: {@code #step}, {@code other-entry.md} or {@code other-entry.md#step}
 */
public record Link(String text, String target, SourceSpan span) {
  /** Where it leads: read from here, and never from what is written. */
  public LinkTarget to() {
    return LinkTarget.of(target);
  }
}
