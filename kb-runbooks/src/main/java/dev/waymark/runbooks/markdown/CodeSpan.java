package dev.waymark.runbooks.markdown;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;

/**
 * Words between back-ticks.
 *
 * @param code without white space at its ends; in a table cell, {@code \|} is already {@code |}
 * @param span with the back-ticks
 */
public record CodeSpan(Excerpt code, SourceSpan span) {}
