package dev.waymark.server.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events are wanted.
 *
 * @param who did it, or had it done to them
 * @param from not before
 * @param to before
 * @param below older than the event with this number
 */
public record AuditFilter(
    Optional<AuditAction> action,
    Optional<String> who,
    Optional<String> address,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Long> below) {
  public AuditFilter {
    requireNonNull(action);
    requireNonNull(who);
    requireNonNull(address);
    requireNonNull(from);
    requireNonNull(to);
    requireNonNull(below);
  }

  public AuditFilter below(long id) {
    return new AuditFilter(action, who, address, from, to, Optional.of(id));
  }
}
