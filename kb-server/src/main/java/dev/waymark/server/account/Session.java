package dev.waymark.server.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A browser that is signed in.
 *
 * @param browser in words
 * @param address where it was used last
 */
public record Session(
    long id,
    String browser,
    Optional<String> address,
    Instant createdAt,
    Optional<Instant> lastUsedAt,
    Instant expiresAt) {}
