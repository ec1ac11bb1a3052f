package dev.waymark.server.entry.api;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.server.entry.EntryCard;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** An entry in a list. */
record EntrySummaryJson(
    String id,
    String title,
    Optional<String> service,
    Optional<String> severity,
    Optional<LocalDate> reviewed,
    boolean stale,
    String hash,
    int errors,
    int warnings,
    boolean runs,
    boolean newerBroken,
    List<String> scenarios) {
  static EntrySummaryJson of(EntryCard card) {
    return new EntrySummaryJson(
        card.id(),
        card.title(),
        card.service(),
        card.severity().map(IncidentSeverity::label),
        card.reviewed(),
        card.stale(),
        card.hash(),
        card.errors(),
        card.warnings(),
        card.runs(),
        card.newerBroken(),
        card.scenarios());
  }
}
