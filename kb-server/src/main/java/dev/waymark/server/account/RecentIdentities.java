package dev.waymark.server.account;

import dev.waymark.server.account.CredentialRequest.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose the tokens of sessions and programs were when the store was last asked. Good for reading
 * only, for a few minutes, and only while the store can't be asked. Passwords are never remembered.
 */
@ApplicationScoped
class RecentIdentities {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int MOST = 10_000;

  private final Clock clock;

  /** By the hashes of the tokens. */
  private final Map<String, RecentIdentity> recent = new LinkedHashMap<>(64, 0.75f, true);

  RecentIdentities(Clock clock) {
    this.clock = clock;
  }

  /**
   * Who it was.
   *
   * @param checkedAt when the store said so
   */
  record RecentIdentity(SecurityIdentity identity, Instant checkedAt) {}

  /** Keeps what the store has just said. */
  void keep(Credential credential, SecurityIdentity identity) {
    hash(credential)
        .ifPresent(
            hash -> {
              synchronized (recent) {
                recent.put(hash, new RecentIdentity(identity, clock.instant()));
                if (recent.size() > MOST) {
                  recent.remove(recent.keySet().iterator().next());
                }
              }
            });
  }

  /** The store knows of nobody with this credential any more. */
  void forget(Credential credential) {
    hash(credential)
        .ifPresent(
            hash -> {
              synchronized (recent) {
                recent.remove(hash);
              }
            });
  }

  /** Who had a credential a few minutes ago at most. */
  Optional<RecentIdentity> find(Credential credential) {
    Instant oldest = clock.instant().minus(LONGEST);
    synchronized (recent) {
      return hash(credential).map(recent::get).filter(known -> known.checkedAt().isAfter(oldest));
    }
  }

  private static Optional<String> hash(Credential credential) {
    return switch (credential) {
      case Credential.Session(String token) -> Optional.of("session " + hex(token));
      case Credential.Bearer(String token) -> Optional.of("bearer " + hex(token));
      case Credential.Password _ -> Optional.empty();
    };
  }

  private static String hex(String token) {
    return HexFormat.of().formatHex(Tokens.hash(token));
  }
}
