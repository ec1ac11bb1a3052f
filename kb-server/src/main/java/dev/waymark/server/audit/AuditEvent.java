package dev.waymark.server.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened, and how often.
 *
 * @param at when, or when last if it repeated
 * @param since when first
 * @param actor who did it; absent if nobody had signed in
 * @param address where from; absent if the server did it by itself
 * @param subject what it was done to: an account, an incident, a setting
 */
public record AuditEvent(
    long id,
    Instant at,
    Instant since,
    long times,
    AuditAction action,
    Optional<String> actor,
    Optional<String> address,
    Optional<String> subject,
    String detail) {
  public AuditEvent {
    requireNonNull(at);
    requireNonNull(since);
    requireNonNull(action);
    requireNonNull(actor);
    requireNonNull(address);
    requireNonNull(subject);
    requireNonNull(detail);
    if (times < 1) {
      throw new IllegalArgumentException("it happened " + times + " times");
    }
  }
}
