package dev.waymark.server.account;

import dev.waymark.server.account.TokenStore.Owned;
import dev.waymark.server.account.TokenStore.TokenKind;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.AuditLog;
import dev.waymark.server.audit.FailedAttempts;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Signing in and out. A session is kept here, so that ending it ends it everywhere. No password is
 * hashed within a transaction: who guesses holds no connection to the database.
 */
@ApplicationScoped
public class Sessions {
  /** How long a session lasts that nobody uses. */
  private static final Duration IDLE = Duration.ofHours(24);

  /** How long it lasts at most, however much it is used. */
  static final Duration LONGEST = Duration.ofDays(14);

  private final AccountStore accounts;
  private final TokenStore tokens;
  private final Attempts attempts;
  private final AuditLog audit;
  private final Clock clock;
  private final Passwords passwords;

  Sessions(
      AccountStore accounts,
      TokenStore tokens,
      Attempts attempts,
      AuditLog audit,
      Clock clock,
      Passwords passwords) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.attempts = attempts;
    this.audit = audit;
    this.clock = clock;
    this.passwords = passwords;
  }

  /** A session for a name and a password. Says the same whichever of the two is wrong. */
  public Result<NewSession> signIn(String name, String password, Client client) {
    Result<AccountRow> verified = verify(name, password, client);
    if (verified instanceof Result.Refused<AccountRow> refused) {
      return Result.refused(refused.problem());
    }
    AccountRow row = verified.orThrow();
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              // The password may have been taken away while it was looked at.
              if (!accounts.lock(row.name()).equals(Optional.of(row))) {
                return Result.refused(wrong());
              }
              NewSession session = begin(row.name(), row.passwordHash().orElseThrow(), client);
              audit.record(AuditAction.SIGNED_IN, row.name(), row.name(), client.browser());
              return Result.done(session);
            });
  }

  /** The active account with this name and password. */
  Result<Account> verified(String name, String password, Client client) {
    return verify(name, password, client).map(Accounts::account);
  }

  private Result<AccountRow> verify(String name, String password, Client client) {
    String normal = Accounts.normal(name);
    Optional<AccountRow> row = find(normal);
    Optional<String> account = row.map(AccountRow::name);
    Guess guess = Guess.ofPassword(normal, client, device(row, client));
    Optional<Problem> refusal = attempts.refusal(guess, account, client);
    if (refusal.isPresent()) {
      return Result.refused(refusal.orElseThrow());
    }
    Optional<Boolean> matches = passwords.matches(password, row.flatMap(AccountRow::passwordHash));
    if (matches.isEmpty()) {
      return Result.refused(busy());
    }
    if (row.isEmpty() || !matches.orElseThrow() || !row.orElseThrow().active()) {
      attempts.failed(account, client);
      return Result.refused(wrong());
    }
    attempts.succeeded(guess);
    return Result.done(row.orElseThrow());
  }

  /** A name that the store can't hold is nobody's. */
  private Optional<AccountRow> find(String name) {
    return Accounts.isName(name) ? accounts.find(name) : Optional.empty();
  }

  private static Optional<String> device(Optional<AccountRow> row, Client client) {
    return row.flatMap(AccountRow::passwordHash)
        .flatMap(
            hash ->
                client
                    .device()
                    .flatMap(
                        cookie -> DeviceCookie.verify(cookie, row.orElseThrow().name(), hash)));
  }

  /** Whose one-time link this is, without using it up. */
  public Result<Account> linkOwner(String token, Client client) {
    Guess guess = Guess.ofToken(token, client);
    if (!attempts.isKnown(guess)) {
      Optional<Problem> refusal = attempts.refusal(guess, Optional.empty(), client);
      if (refusal.isPresent()) {
        return Result.refused(refusal.orElseThrow());
      }
    }
    Optional<Account> owner =
        tokens
            .find(Tokens.hash(token), TokenKind.LINK, clock.instant())
            .map(Owned::account)
            .filter(AccountRow::active)
            .map(Accounts::account);
    if (owner.isEmpty()) {
      attempts.forget(guess);
      attempts.failed(Optional.empty(), client);
      return Result.refused(usedUp());
    }
    attempts.succeeded(guess);
    return Result.done(owner.orElseThrow());
  }

  /** Uses up a one-time link: sets the password and begins a session. */
  public Result<NewSession> redeem(String token, String newPassword, Client client) {
    Result<Account> owner = linkOwner(token, client);
    if (owner instanceof Result.Refused<Account> refused) {
      return Result.refused(refused.problem());
    }
    Account account = owner.orThrow();
    Optional<Problem> weak = PasswordRules.problem(newPassword, account.names());
    if (weak.isPresent()) {
      return Result.refused(weak.orElseThrow());
    }
    String hash = passwords.hash(newPassword);
    String name = account.name();
    Result<NewSession> result =
        QuarkusTransaction.joiningExisting()
            .call(
                () -> {
                  // Of two links of one account, too, only one is used.
                  accounts.lock(name);
                  if (!tokens.remove(Tokens.hash(token), TokenKind.LINK)) {
                    return Result.refused(usedUp());
                  }
                  tokens.removeAll(name);
                  accounts.setPassword(name, Optional.of(hash));
                  NewSession session = begin(name, hash, client);
                  audit.record(AuditAction.LINK_USED, name, name, "password set");
                  return Result.done(session);
                });
    attempts.forget(Guess.ofToken(token, client));
    if (result instanceof Result.Done<NewSession>) {
      attempts.succeeded(Guess.ofPassword(name, client, Optional.empty()));
    }
    return result;
  }

  /**
   * Sets another password for somebody who knows the present one; all other sessions end.
   *
   * @param session that asks, and goes on; absent if a program does
   * @return what {@link DeviceCookie} leaves in the browser, since the former one is void
   */
  public Result<String> changePassword(
      String name, Optional<Long> session, String present, String next, Client client) {
    Result<AccountRow> verified = verify(name, present, client);
    if (verified instanceof Result.Refused<AccountRow> refused) {
      Problem problem = refused.problem();
      return Result.refused(
          problem.kind() == Problem.Kind.UNAUTHENTICATED
              ? Problem.invalid(
                  "The present password is wrong.",
                  "Type the one that you sign in with. If it is lost, an administrator gives you a"
                      + " one-time link.")
              : problem);
    }
    AccountRow row = verified.orThrow();
    Optional<Problem> weak =
        next.equals(present)
            ? Optional.of(
                Problem.invalid("The new password is the present one.", "Choose another."))
            : PasswordRules.problem(next, Accounts.account(row).names());
    if (weak.isPresent()) {
      return Result.refused(weak.orElseThrow());
    }
    String hash = passwords.hash(next);
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              if (!accounts.lock(name).equals(Optional.of(row))) {
                return Result.refused(
                    Problem.conflict("The account has changed meanwhile.", "Open the page again."));
              }
              accounts.setPassword(name, Optional.of(hash));
              int ended = tokens.removeOthers(name, TokenKind.SESSION, session.orElse(-1L));
              audit.record(
                  AuditAction.PASSWORD_CHANGED,
                  name,
                  name,
                  "%d other sessions ended".formatted(ended));
              return Result.done(DeviceCookie.create(name, hash));
            });
  }

  /** The session of a token, if its account is active. */
  Optional<Owned> living(String token) {
    return tokens
        .find(Tokens.hash(token), TokenKind.SESSION, clock.instant())
        .filter(owned -> owned.account().active());
  }

  /** The sessions of an account, the newest first. */
  public List<Session> list(String name) {
    return tokens.list(name, TokenKind.SESSION, clock.instant()).stream()
        .map(
            row ->
                new Session(
                    row.id(),
                    row.label(),
                    row.address(),
                    row.createdAt(),
                    row.lastUsedAt(),
                    row.expiresAt()))
        .toList();
  }

  /** Ends one session of an account. */
  public Result<Integer> end(String name, long session) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                tokens
                    .remove(name, TokenKind.SESSION, session)
                    .map(
                        label -> {
                          audit.record(AuditAction.SESSION_ENDED, name, name, label);
                          return Result.done(1);
                        })
                    .orElseGet(
                        () ->
                            Result.refused(
                                Problem.notFound(
                                    "There is no such session.", "It has ended already."))));
  }

  /** Ends all sessions of an account but one; how many there were. */
  public int endOthers(String name, Optional<Long> session) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              int ended = tokens.removeOthers(name, TokenKind.SESSION, session.orElse(-1L));
              audit.record(
                  AuditAction.SESSION_ENDED, name, name, "%d other sessions".formatted(ended));
              return ended;
            });
  }

  /** Ends a session; unknown tokens are ended already. */
  public void signOut(String token) {
    QuarkusTransaction.joiningExisting()
        .run(
            () ->
                living(token)
                    .ifPresent(
                        owned -> {
                          tokens.remove(Tokens.hash(token), TokenKind.SESSION);
                          String name = owned.account().name();
                          audit.record(AuditAction.SIGNED_OUT, name, name, owned.token().label());
                        }));
  }

  /** Attempts at an account that failed and that its owner hasn't acknowledged. */
  public Optional<FailedAttempts> failedAttempts(String name) {
    return audit.failedAttempts(name, accounts.toldUntil(name));
  }

  /** The owner has seen the failed attempts until now. */
  public void acknowledge(String name) {
    QuarkusTransaction.joiningExisting()
        .run(
            () -> {
              accounts.setToldUntil(name, clock.instant());
              tokens.told(name);
            });
  }

  private NewSession begin(String name, String passwordHash, Client client) {
    String token = Tokens.create();
    Instant now = clock.instant();
    tokens.keep(
        new TokenStore.NewToken(
            name,
            TokenKind.SESSION,
            client.browser(),
            TokenScope.ROLE.name(),
            Optional.of(client.address()),
            now,
            expiry(now, now),
            failedAttempts(name).map(FailedAttempts::times).orElse(0L)),
        Tokens.hash(token));
    return new NewSession(name, token, DeviceCookie.create(name, passwordHash));
  }

  /** Until when a session lasts that was begun at some time and is used now. */
  static Instant expiry(Instant begun, Instant now) {
    Instant idle = now.plus(IDLE);
    Instant longest = begun.plus(LONGEST);
    return idle.isBefore(longest) ? idle : longest;
  }

  private static Problem wrong() {
    return new Problem(
        Problem.Kind.UNAUTHENTICATED,
        "The name or the password is wrong.",
        "Try again, or ask an administrator for a new one-time link.");
  }

  private static Problem busy() {
    return new Problem(
            Problem.Kind.TOO_MANY,
            "Too many people are signing in at this moment.",
            "Try again in two seconds.")
        .retryAfter(Duration.ofSeconds(2));
  }

  private static Problem usedUp() {
    return Problem.notFound(
        "This link was used already, is too old, or never was one.",
        "Sign in with your password, or ask an administrator for a new link.");
  }
}
