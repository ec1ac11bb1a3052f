package dev.waymark.model.entry;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;

/**
 * A row of a {@code Remember | From} table.
 *
 * @param from CEL over the step's answer
 */
public record RememberRow(String name, Excerpt from, SourceSpan span) {}
