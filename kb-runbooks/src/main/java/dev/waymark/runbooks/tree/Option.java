package dev.waymark.runbooks.tree;

import dev.waymark.model.run.Destination;
import dev.waymark.model.source.SourceSpan;

/** An edge that a responder may choose; fields as in {@link Branch}. */
public record Option(String answer, String means, String label, Destination to, SourceSpan span) {}
