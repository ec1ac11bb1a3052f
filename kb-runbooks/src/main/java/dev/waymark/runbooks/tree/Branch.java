package dev.waymark.runbooks.tree;

import dev.waymark.model.entry.State;
import dev.waymark.model.run.Destination;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.condition.Condition;
import java.util.Optional;

/**
 * An edge that an answer may propose.
 *
 * @param when empty for {@code otherwise}
 * @param means Markdown
 * @param label the text of the link
 */
public record Branch(
    State state,
    Optional<Condition> when,
    String means,
    String label,
    Destination to,
    SourceSpan span) {}
