package dev.waymark.server.account;

import java.time.Instant;
import java.util.Optional;

/** An account as it is kept. */
public record AccountRow(
    String name,
    String displayName,
    String role,
    boolean active,
    Optional<String> passwordHash,
    Instant createdAt,
    String createdBy) {}
