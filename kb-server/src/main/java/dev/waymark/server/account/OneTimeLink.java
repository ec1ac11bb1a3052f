package dev.waymark.server.account;

import java.time.Instant;

/**
 * A link that signs somebody in once and asks them for a password.
 *
 * @param path on this server, with the secret in it: shown once, kept only as a hash
 */
public record OneTimeLink(String account, String path, Instant expiresAt) {
  /** Where one-time links lead; the token follows. */
  public static final String PATH = "/welcome/";
}
