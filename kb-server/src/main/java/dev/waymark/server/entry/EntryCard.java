package dev.waymark.server.entry;

import dev.waymark.model.entry.IncidentSeverity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a list shows of an entry.
 *
 * @param service empty, like other fields of the front matter, if the file can't be understood
 * @param hash version of the text
 * @param runs whether an incident can be started on it
 * @param stale whether nobody has read it against reality for too long
 * @param newerBroken whether its file holds a newer text that doesn't run, so that the last good
 *     one is served
 */
public record EntryCard(
    String id,
    String title,
    Optional<String> service,
    Optional<IncidentSeverity> severity,
    Optional<LocalDate> reviewed,
    String hash,
    String path,
    int errors,
    int warnings,
    boolean runs,
    boolean stale,
    boolean newerBroken,
    List<String> scenarios) {
  public EntryCard {
    scenarios = List.copyOf(scenarios);
  }
}
