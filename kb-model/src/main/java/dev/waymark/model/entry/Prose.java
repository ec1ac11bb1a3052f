package dev.waymark.model.entry;

import dev.waymark.model.source.SourceSpan;

/**
 * Markdown that is shown and not run.
 *
 * @param markdown the author's own text, block by block with a blank line between; may be empty
 * @param span from the first to the last of these blocks
 */
public record Prose(String markdown, SourceSpan span) {}
