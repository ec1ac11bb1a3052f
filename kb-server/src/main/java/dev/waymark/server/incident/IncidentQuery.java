package dev.waymark.server.incident;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which incidents are wanted; what is empty or absent lets all through.
 *
 * @param text to be found in title, entry, cause or step; {@code #13} and {@code 13} find a number,
 *     too
 * @param owner who has it in hand
 * @param dueBefore when somebody was to be called at the latest
 */
public record IncidentQuery(
    Set<IncidentState> states,
    Set<String> entries,
    Optional<String> cause,
    Optional<IncidentSeverity> severity,
    Optional<String> text,
    Optional<Kind> kind,
    Optional<String> owner,
    Optional<Instant> dueBefore) {
  /** Whether it is one. */
  public enum Kind {
    REAL,
    DRILL
  }

  /** In what order. */
  public enum Order {
    NEWEST,
    /** The worst severity first, of these what is due next, then the newest. */
    MOST_URGENT
  }

  public IncidentQuery {
    states = Set.copyOf(states);
    entries = Set.copyOf(entries);
    text = text.map(String::strip).filter(found -> !found.isEmpty());
  }

  /** All incidents. */
  public static IncidentQuery all() {
    return new IncidentQuery(
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Those of an entry. */
  public static IncidentQuery of(String entry) {
    IncidentQuery all = all();
    return new IncidentQuery(
        all.states,
        Set.of(entry),
        all.cause,
        all.severity,
        all.text,
        all.kind,
        all.owner,
        all.dueBefore);
  }

  /** The same in some states. */
  public IncidentQuery in(IncidentState... wanted) {
    return new IncidentQuery(
        Set.of(wanted), entries, cause, severity, text, kind, owner, dueBefore);
  }

  /** The same of a kind. */
  public IncidentQuery only(Kind wanted) {
    return new IncidentQuery(
        states, entries, cause, severity, text, Optional.of(wanted), owner, dueBefore);
  }

  /** The same in somebody's hand. */
  public IncidentQuery ownedBy(String person) {
    return new IncidentQuery(
        states, entries, cause, severity, text, kind, Optional.of(person), dueBefore);
  }
}
