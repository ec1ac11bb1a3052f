package dev.waymark.model.entry;

import dev.waymark.model.source.SourceSpan;
import java.time.Duration;

/**
 * A row of the escalation table.
 *
 * @param when in words
 * @param who to call
 * @param within how soon after the incident opened
 */
public record EscalationRule(
    IncidentSeverity severity, String when, String who, Duration within, SourceSpan span) {}
