package dev.waymark.model.entry;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import java.util.Optional;

/**
 * A row of a {@code State | When | Means | Next} table.
 *
 * @param when CEL; empty for {@code otherwise}
 * @param means Markdown of the cell
 */
public record StateRow(
    State state, Optional<Excerpt> when, String means, Next next, SourceSpan span) {}
