package dev.waymark.server.account;

import dev.waymark.server.account.TokenStore.Owned;
import dev.waymark.server.account.TokenStore.TokenKind;
import dev.waymark.server.account.TokenStore.TokenRow;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.AuditLog;
import dev.waymark.server.problem.PlainText;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tokens with which programs act for accounts. */
@ApplicationScoped
@Transactional
public class ApiTokens {
  /** How long a token lives unless somebody says. */
  public static final int USUAL_DAYS = 30;

  /** How long a token lives at most. */
  public static final int MOST_DAYS = 180;

  private static final int LONGEST_LABEL = 100;

  /** More than anybody can look after. */
  private static final int MOST = 50;

  private final AccountStore accounts;
  private final TokenStore tokens;
  private final Attempts attempts;
  private final AuditLog audit;
  private final Clock clock;

  ApiTokens(
      AccountStore accounts, TokenStore tokens, Attempts attempts, AuditLog audit, Clock clock) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.attempts = attempts;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A token with which a program acts for an account.
   *
   * @param label what it is for, in words
   */
  public Result<NewToken> create(String account, String label, TokenScope scope, int days) {
    Optional<Problem> bad = PlainText.missing("label of the token", label, LONGEST_LABEL);
    if (bad.isPresent()) {
      return Result.refused(bad.orElseThrow());
    }
    if (days < 1 || days > MOST_DAYS) {
      return Result.refused(
          Problem.invalid(
              "A token can't live for " + days + " days.",
              "Choose from 1 to " + MOST_DAYS + " days."));
    }
    // Nobody takes the account's tokens away between this question and the new one.
    if (accounts.lock(account).filter(AccountRow::active).isEmpty()) {
      return Result.refused(
          Problem.notFound("There is no active account “" + account + "”.", "Sign in again."));
    }
    if (tokens.list(account, TokenKind.API, clock.instant()).size() >= MOST) {
      return Result.refused(
          Problem.conflict(
              "There are " + MOST + " tokens already.", "Revoke those that nobody uses."));
    }
    String token = Tokens.create();
    Instant now = clock.instant();
    Instant expiresAt = now.plus(Duration.ofDays(days));
    tokens.keep(
        new TokenStore.NewToken(
            account,
            TokenKind.API,
            label.strip(),
            scope.name(),
            Optional.empty(),
            now,
            expiresAt,
            0),
        Tokens.hash(token));
    audit.record(
        AuditAction.TOKEN_MADE,
        account,
        account,
        "%s, %s, for %d days".formatted(label.strip(), scope.words(), days));
    attempts.succeeded(Guess.ofToken(token));
    return Result.done(new NewToken(token, expiresAt));
  }

  /** The living tokens of an account, the newest first. */
  public List<ApiToken> list(String account) {
    return tokens.list(account, TokenKind.API, clock.instant()).stream()
        .map(ApiTokens::token)
        .toList();
  }

  /** Ends a token now. */
  public Result<String> revoke(String account, long token) {
    Optional<String> label = tokens.remove(account, TokenKind.API, token);
    label.ifPresent(text -> audit.record(AuditAction.TOKEN_REVOKED, account, account, text));
    return label
        .map(Result::done)
        .orElseGet(
            () ->
                Result.refused(
                    Problem.notFound("There is no such token.", "It was revoked, or is too old.")));
  }

  /** The token of a secret, if its account is active. */
  @Transactional(Transactional.TxType.SUPPORTS)
  Result<Owned> find(String secret, Client client) {
    Guess guess = Guess.ofToken(secret, client);
    boolean isKnown = attempts.isKnown(guess);
    if (!isKnown) {
      Optional<Problem> refusal = attempts.refusal(guess, Optional.empty(), client);
      if (refusal.isPresent()) {
        return Result.refused(refusal.orElseThrow());
      }
    }
    Optional<Owned> owned =
        tokens
            .find(Tokens.hash(secret), TokenKind.API, clock.instant())
            .filter(found -> found.account().active());
    if (owned.isEmpty()) {
      attempts.forget(guess);
      attempts.failed(Optional.empty(), client);
      return Result.refused(
          new Problem(
              Problem.Kind.UNAUTHENTICATED,
              "This token isn't one, was revoked, or is too old.",
              "Make another one on your own page."));
    }
    if (!isKnown) {
      attempts.succeeded(guess);
    }
    return Result.done(owned.orElseThrow());
  }

  private static ApiToken token(TokenRow row) {
    return new ApiToken(
        row.id(),
        row.label(),
        TokenScope.valueOf(row.scope()),
        row.address(),
        row.createdAt(),
        row.lastUsedAt(),
        row.expiresAt());
  }
}
