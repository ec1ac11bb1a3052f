package dev.waymark.server.audit;

import dev.waymark.server.audit.AuditStore.AuditRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts failed attempts, so that the log has a row for some of the same kind, not for each: the
 * first one of an address at an account is a row at once, those that follow are counted until they
 * are drained. Bounded: if there are too many addresses, the rest count together.
 */
final class RepeatedAttempts {
  /** How many kinds are told apart between two drains. */
  private static final int MOST_KINDS = 100;

  private static final int MOST_ACCOUNTS = 1_000;

  private final Map<Kind, Count> counts = new LinkedHashMap<>();

  private record Kind(AuditAction action, Optional<String> account, Optional<String> address) {}

  private record Count(long times, Instant first, Instant last) {
    Count with(Instant at) {
      return new Count(times + 1, times == 0 ? at : first, at);
    }
  }

  /**
   * Counts one.
   *
   * @param account that exists; none otherwise, since people type passwords into the wrong field
   * @return a row to be written at once
   */
  synchronized Optional<AuditRow> add(
      AuditAction action, Optional<String> account, String address, Instant at) {
    Kind kind = new Kind(action, account, Optional.of(address));
    boolean isRoom = counts.size() < MOST_KINDS;
    if (!counts.containsKey(kind) && isRoom) {
      counts.put(kind, new Count(0, at, at));
      return Optional.of(row(kind, new Count(1, at, at)));
    }
    Kind counted = counts.containsKey(kind) ? kind : rest(action, account);
    counts.merge(counted, new Count(1, at, at), (count, one) -> count.with(at));
    return Optional.empty();
  }

  private Kind rest(AuditAction action, Optional<String> account) {
    return new Kind(
        action,
        counts.size() < MOST_KINDS + MOST_ACCOUNTS ? account : Optional.empty(),
        Optional.empty());
  }

  /** What was counted since, as rows; those that have stopped are forgotten. */
  synchronized List<AuditRow> drain() {
    List<AuditRow> rows = new ArrayList<>();
    counts.values().removeIf(count -> count.times() == 0);
    counts.forEach((kind, count) -> rows.add(row(kind, count)));
    counts.replaceAll((kind, count) -> new Count(0, count.first(), count.last()));
    counts.keySet().removeIf(kind -> kind.address().isEmpty());
    return rows;
  }

  private static AuditRow row(Kind kind, Count count) {
    return new AuditRow(
        count.last(),
        count.first(),
        count.times(),
        kind.action().name(),
        Optional.empty(),
        kind.address(),
        kind.account(),
        kind.address().isEmpty() ? "from many addresses" : "");
  }
}
