package dev.waymark.server.account;

import java.time.Instant;

/** A program's token that was just made: shown once, kept only as a hash. */
public record NewToken(String token, Instant expiresAt) {}
