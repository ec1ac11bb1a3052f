package dev.waymark.server.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an incident has that others may have too.
 *
 * @param marks causes, error names and hosts, each with a prefix that says which
 */
public record IncidentMarks(
    long number,
    String title,
    Optional<String> entry,
    Optional<String> service,
    Optional<String> severity,
    Optional<String> state,
    boolean drill,
    Instant at,
    List<String> marks) {
  public IncidentMarks {
    marks = List.copyOf(marks);
  }
}
