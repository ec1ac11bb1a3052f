package dev.waymark.runbooks.tree;

import dev.waymark.model.entry.State;
import dev.waymark.model.run.Destination;
import dev.waymark.model.source.SourceSpan;
import java.util.Optional;

/**
 * An edge that a responder may choose; fields as in {@link Branch}.
 *
 * @param state what the answer says of an action that was carried out; empty for a question's
 */
public record Option(
    Optional<State> state,
    String answer,
    String means,
    Conclusion conclusion,
    String label,
    Destination to,
    SourceSpan span) {}
