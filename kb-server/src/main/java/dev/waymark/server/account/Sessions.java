package dev.waymark.server.account;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.store.AccountRow;
import dev.waymark.server.store.AccountStore;
import dev.waymark.server.store.AccountStore.TokenKind;
import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Signing in and out. A session is kept here, so that ending it ends it everywhere. */
@ApplicationScoped
@Transactional
public class Sessions {
  /** How long a session lasts without signing in again. */
  static final Duration LENGTH = Duration.ofHours(24);

  private static final Duration LONGEST_API_TOKEN = Duration.ofDays(366);
  private static final int SHORTEST_PASSWORD = 12;

  /** What bcrypt looks at, in bytes; more would be ignored in silence. */
  private static final int LONGEST_PASSWORD = 72;

  /** Compared with where there is no such account, so that a reply takes as long. */
  private static final String NOBODY =
      "$2a$10$CwTycUXWue0Thq9StjUM0uJ8vMFhx.hGmWLq8dl3dl0zqZVjM4GYe";

  private final AccountStore store;
  private final Clock clock;

  Sessions(AccountStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A session for a name and a password. Says the same whichever of the two is wrong. */
  public Result<NewSession> signIn(String name, String password) {
    return verified(name, password)
        .map(account -> Result.done(begin(account.name(), TokenKind.SESSION, "browser", LENGTH)))
        .orElseGet(
            () ->
                Result.refused(
                    new Problem(
                        Problem.Kind.UNAUTHENTICATED,
                        "The name or the password is wrong.",
                        "Try again, or ask an administrator for a new one-time link.")));
  }

  /** The active account with this name and password. */
  Optional<Account> verified(String name, String password) {
    Optional<AccountRow> row = store.find(Accounts.normal(name));
    boolean matches =
        BcryptUtil.matches(password, row.flatMap(AccountRow::passwordHash).orElse(NOBODY));
    return row.filter(r -> matches && r.active() && r.passwordHash().isPresent())
        .map(Accounts::account);
  }

  /** Whose one-time link this is, without using it up. */
  public Result<Account> linkOwner(String token) {
    return store
        .tokenOwner(Tokens.hash(token), TokenKind.LINK, clock.instant())
        .filter(AccountRow::active)
        .map(row -> Result.done(Accounts.account(row)))
        .orElseGet(() -> Result.refused(usedUp()));
  }

  /** Uses up a one-time link: sets the password and begins a session. */
  public Result<NewSession> redeem(String token, String newPassword) {
    Result<Account> owner = linkOwner(token);
    if (owner instanceof Result.Refused<Account> refused) {
      return Result.refused(refused.problem());
    }
    Optional<Problem> weak = weakness(newPassword);
    if (weak.isPresent()) {
      return Result.refused(weak.orElseThrow());
    }
    if (!store.removeToken(Tokens.hash(token), TokenKind.LINK)) {
      return Result.refused(usedUp());
    }
    String name = owner.orThrow().name();
    store.removeTokens(name);
    store.setPassword(name, Optional.of(BcryptUtil.bcryptHash(newPassword)));
    return Result.done(begin(name, TokenKind.SESSION, "browser", LENGTH));
  }

  /**
   * A token with which a program acts for an account.
   *
   * @param label what it is for, in words
   */
  public Result<NewSession> createApiToken(String account, String label, Duration length) {
    if (label.isBlank() || label.length() > 100) {
      return Result.refused(
          Problem.invalid(
              "The label is missing or too long.", "Say in a few words what it is for."));
    }
    if (length.isNegative() || length.isZero() || length.compareTo(LONGEST_API_TOKEN) > 0) {
      return Result.refused(
          Problem.invalid("The token would live too long.", "Choose from 1 to 366 days."));
    }
    return Result.done(begin(account, TokenKind.API, label, length));
  }

  /** The active account that a session's or a program's token speaks for. */
  @Transactional(Transactional.TxType.SUPPORTS)
  Optional<Account> owner(String token, TokenKind kind) {
    return store
        .tokenOwner(Tokens.hash(token), kind, clock.instant())
        .filter(AccountRow::active)
        .map(Accounts::account);
  }

  /** Ends a session; unknown tokens are ended already. */
  public void signOut(String token) {
    store.removeToken(Tokens.hash(token), TokenKind.SESSION);
  }

  private NewSession begin(String name, TokenKind kind, String label, Duration length) {
    String token = Tokens.create();
    Instant now = clock.instant();
    store.keepToken(name, Tokens.hash(token), kind, label, now, now.plus(length));
    return new NewSession(name, token, now.plus(length));
  }

  private static Optional<Problem> weakness(String password) {
    int bytes = password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (password.codePointCount(0, password.length()) < SHORTEST_PASSWORD) {
      return Optional.of(
          Problem.invalid(
              "The password is too short.",
              "Use at least " + SHORTEST_PASSWORD + " characters; four words are good."));
    }
    if (bytes > LONGEST_PASSWORD) {
      return Optional.of(
          Problem.invalid(
              "The password is too long.", "Use at most " + LONGEST_PASSWORD + " bytes."));
    }
    return Optional.empty();
  }

  private static Problem usedUp() {
    return Problem.notFound(
        "This link was used already, is too old, or never was one.",
        "Sign in with your password, or ask an administrator for a new link.");
  }
}
