package dev.waymark.model.entry;

import dev.waymark.model.source.SourceSpan;

/**
 * A Markdown link that is an edge.
 *
 * @param target as written: {@code #step}, {@code other-entry.md} or {@code other-entry.md#step}
 */
public record Link(String text, String target, SourceSpan span) {}
