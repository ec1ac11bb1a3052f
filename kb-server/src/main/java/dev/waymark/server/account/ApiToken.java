package dev.waymark.server.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A token with which a program acts for an account; nothing of its secret.
 *
 * @param label what it is for
 * @param address where it was used last
 */
public record ApiToken(
    long id,
    String label,
    TokenScope scope,
    Optional<String> address,
    Instant createdAt,
    Optional<Instant> lastUsedAt,
    Instant expiresAt) {}
