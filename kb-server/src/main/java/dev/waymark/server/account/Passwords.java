package dev.waymark.server.account;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords, which is slow on purpose: as many at once as there are processors, and a few
 * that wait for their turn. What comes beyond is turned away, so that it takes neither threads nor
 * processors from everybody else.
 */
@ApplicationScoped
class Passwords {
  private static final int MOST_WAITING = 20;
  private static final long PATIENCE = 1;

  /** As a power of two, as bcrypt counts its work. */
  private static final int WORK = 10;

  /** What bcrypt made of a password that nobody has, after its work. */
  private static final String NOBODY = "$CwTycUXWue0Thq9StjUM0uJ8vMFhx.hGmWLq8dl3dl0zqZVjM4GYe";

  private final int work;
  private final int processors = Runtime.getRuntime().availableProcessors();
  private final Semaphore entry = new Semaphore(processors + MOST_WAITING);
  private final Semaphore turn = new Semaphore(processors, true);

  Passwords() {
    this(WORK);
  }

  /**
   * Hashes with another amount of work.
   *
   * @param work as a power of two, from 4 to 31
   */
  Passwords(int work) {
    this.work = work;
  }

  /**
   * Whether a password has a hash; if there is none, it takes as long and hasn't.
   *
   * @return empty if too many are being checked
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
        boolean matches = BcryptUtil.matches(password, hash.orElseGet(this::nobody));
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

  String hash(String password) {
    return BcryptUtil.bcryptHash(password, work);
  }

  /** Compared with if there is no such account, so that a reply takes as long. */
  private String nobody() {
    return "$2a$%02d%s".formatted(work, NOBODY);
  }
}
