package dev.waymark.server.entry.page;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.server.entry.EntryCard;
import java.time.LocalDate;

/**
 * An entry in the list.
 *
 * @param reviewed the day; empty if the file can't be understood
 */
record EntryLine(
    String id,
    String title,
    String service,
    String severity,
    String reviewed,
    boolean stale,
    boolean runs,
    boolean newerBroken,
    int errors,
    int warnings,
    int scenarios) {

  static EntryLine of(EntryCard card) {
    return new EntryLine(
        card.id(),
        card.title(),
        card.service().orElse(""),
        card.severity().map(IncidentSeverity::label).orElse(""),
        card.reviewed().map(LocalDate::toString).orElse(""),
        card.stale(),
        card.runs(),
        card.newerBroken(),
        card.errors(),
        card.warnings(),
        card.scenarios().size());
  }
}
