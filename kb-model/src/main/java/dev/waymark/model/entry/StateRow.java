package dev.waymark.model.entry;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import java.util.Optional;

/**
 * A row of a {@code State | When | Means | Next} table, which may have {@code Finding} and {@code
 * Contradicts} too.
 *
 * @param when CEL; empty for {@code otherwise}
 * @param means Markdown of the cell
 */
public record StateRow(
    State state,
    Optional<Excerpt> when,
    String means,
    RowFinding finding,
    Next next,
    SourceSpan span) {}
