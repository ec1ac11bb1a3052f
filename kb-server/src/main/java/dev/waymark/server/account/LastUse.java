package dev.waymark.server.account;

import dev.waymark.server.account.TokenStore.TokenKind;
import dev.waymark.server.account.TokenStore.TokenRow;
import dev.waymark.server.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Keeps when and where sessions and tokens were used last, to a few minutes. A session that is used
 * lasts on.
 */
@ApplicationScoped
class LastUse {
  private static final Logger LOG = Logger.getLogger(LastUse.class);
  private static final Duration PRECISION = Duration.ofMinutes(5);

  private final TokenStore tokens;
  private final Clock clock;

  LastUse(TokenStore tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** A use; what can't be written down stops nobody. */
  void note(TokenRow token, TokenKind kind, Client client) {
    Instant now = clock.instant();
    Instant recent = now.minus(PRECISION);
    if (token.lastUsedAt().filter(used -> used.isAfter(recent)).isPresent()) {
      return;
    }
    try {
      Instant expiry =
          kind == TokenKind.SESSION ? Sessions.expiry(token.createdAt(), now) : token.expiresAt();
      tokens.used(token.id(), Optional.of(client.address()), now, recent, expiry);
    } catch (StoreException e) {
      LOG.debug("The last use of a session can't be written down", e);
    }
  }
}
