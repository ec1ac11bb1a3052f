package dev.waymark.model.entry;

import dev.waymark.model.source.SourceSpan;

/** A line of a table {@code State | Answer | Means | Next}: what a person says of an action. */
public record VerdictRow(
    State state, String answer, String means, RowFinding finding, Link next, SourceSpan span) {}
