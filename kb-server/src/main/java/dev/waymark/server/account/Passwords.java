package dev.waymark.server.account;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords, which is slow on purpose: as many at once as there are processors, and a few
 * that wait for their turn. What comes beyond is turned away, so that it takes neither threads nor
 * processors from everybody else.
 */
final class Passwords {
  private static final int MOST_WAITING = 20;
  private static final long PATIENCE = 1;

  /** Compared with where there is no such account, so that a reply takes as long. */
  private static final String NOBODY =
      "$2a$10$CwTycUXWue0Thq9StjUM0uJ8vMFhx.hGmWLq8dl3dl0zqZVjM4GYe";

  private final int processors = Runtime.getRuntime().availableProcessors();
  private final Semaphore entry = new Semaphore(processors + MOST_WAITING);
  private final Semaphore turn = new Semaphore(processors, true);

  /**
   * Whether a password has a hash; where there is none, it takes as long and hasn't.
   *
   * @return nothing where too many are being checked
   */
  Optional<Boolean> matches(String password, Optional<String> hash) {
    if (!entry.tryAcquire()) {
      return Optional.empty();
    }
    try {
      if (!turn.tryAcquire(PATIENCE, TimeUnit.SECONDS)) {
        return Optional.empty();
      }
      try {
        boolean matches = BcryptUtil.matches(password, hash.orElse(NOBODY));
        return Optional.of(matches && hash.isPresent());
      } finally {
        turn.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      entry.release();
    }
  }

  static String hash(String password) {
    return BcryptUtil.bcryptHash(password);
  }
}
