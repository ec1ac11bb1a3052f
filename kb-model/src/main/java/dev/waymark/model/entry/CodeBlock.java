package dev.waymark.model.entry;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;

/**
 * A fence that is only shown.
 *
 * @param info what stands behind the opening fence, such as {@code xml}
 */
public record CodeBlock(String info, Excerpt body, SourceSpan span) {}
