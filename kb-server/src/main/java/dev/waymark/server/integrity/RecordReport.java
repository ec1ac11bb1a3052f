package dev.waymark.server.integrity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a verification found.
 *
 * @param since only incidents that have changed since then were looked at; all if it is empty
 * @param findings of each log the first, at most {@link #MOST}
 * @param found how many there are
 * @param broken the incidents that they are in
 */
public record RecordReport(
    Instant at,
    Duration took,
    Optional<Instant> since,
    long incidents,
    long runs,
    long events,
    List<Finding> findings,
    long found,
    Set<Long> broken,
    Anchored anchored) {
  /** Whoever has more than these looks at the first ones. */
  static final int MOST = 1_000;

  public RecordReport {
    findings = List.copyOf(findings);
    broken = Set.copyOf(broken);
  }

  /**
   * How far the record is anchored outside of the database.
   *
   * @param events how many of those that were looked at are covered by an anchor
   * @param obstacle why nothing is anchored, or nothing was compared
   */
  public record Anchored(
      Optional<Instant> first, Optional<Instant> last, long events, Optional<String> obstacle) {}

  public boolean isIntact() {
    return findings.isEmpty();
  }
}
