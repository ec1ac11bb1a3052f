package dev.waymark.model.entry;

import dev.waymark.model.source.SourceSpan;

/** A row of an {@code Answer | Means | Next} table. */
public record AnswerRow(
    String answer, String means, RowFinding finding, Link next, SourceSpan span) {}
