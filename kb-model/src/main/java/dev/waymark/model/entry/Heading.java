package dev.waymark.model.entry;

import dev.waymark.model.source.SourceSpan;

/**
 * A heading and the identity that it gives.
 *
 * @param text without Markdown markup
 * @param slug as GitHub makes it, unique in the file: duplicates get {@code -1}, {@code -2}, …
 * @param span of the heading's line
 */
public record Heading(String text, String slug, SourceSpan span) {}
