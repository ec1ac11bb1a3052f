package dev.waymark.model.entry;

import dev.waymark.model.source.SourceSpan;
import java.util.Optional;

/**
 * Something that keeps the incident from coming back.
 *
 * @param group the {@code ###} heading that it stands under
 */
public record PreventionItem(Optional<Heading> group, String markdown, SourceSpan span) {}
