package dev.waymark.server.account;

import dev.waymark.model.incident.Actor;
import dev.waymark.server.account.TokenStore.TokenKind;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.AuditLog;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The accounts, and what an administrator does with them. Takes effect by the next request. */
@ApplicationScoped
@Transactional
public class Accounts {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,99}");
  private static final int LONGEST_DISPLAY_NAME = 100;
  private static final String FIRST_NAME = "admin";
  private static final Duration LINK_LENGTH = Duration.ofDays(3);

  private final AccountStore store;
  private final TokenStore tokens;
  private final Attempts attempts;
  private final AuditLog audit;
  private final Clock clock;

  Accounts(AccountStore store, TokenStore tokens, Attempts attempts, AuditLog audit, Clock clock) {
    this.store = store;
    this.tokens = tokens;
    this.attempts = attempts;
    this.audit = audit;
    this.clock = clock;
  }

  /** All accounts by name, those that may not sign in included. */
  public List<Account> list() {
    return store.list().stream().map(Accounts::account).toList();
  }

  public Optional<Account> find(String name) {
    return Optional.of(normal(name))
        .filter(Accounts::isName)
        .flatMap(store::find)
        .map(Accounts::account);
  }

  /** Creates an account; its owner sets the password through the link. */
  public Result<OneTimeLink> create(String name, String displayName, Role role, Actor by) {
    String normal = normal(name);
    if (!isName(normal)) {
      return Result.refused(
          Problem.invalid(
              "“" + name + "” isn't a name for an account.",
              "Use letters, digits and . _ @ + - only, at most 100, beginning with a letter or"
                  + " digit; an e-mail address is fine."));
    }
    String shown = displayName.isBlank() ? normal : displayName.strip();
    if (shown.length() > LONGEST_DISPLAY_NAME
        || shown.codePoints().anyMatch(Character::isISOControl)) {
      return Result.refused(
          Problem.invalid(
              "The display name isn't a name.", "Use at most 100 characters on one line."));
    }
    boolean created =
        store.create(
            new AccountRow(
                normal, shown, role.name(), true, Optional.empty(), clock.instant(), by.name()));
    if (!created) {
      return Result.refused(
          Problem.conflict(
              "There is an account “" + normal + "” already.",
              "Choose another name, or reset that account's password."));
    }
    audit.record(AuditAction.ACCOUNT_CREATED, by.name(), normal, role.label());
    return Result.done(link(normal, by));
  }

  /** A new link; the password and all sessions end now. */
  public Result<OneTimeLink> resetPassword(String name, Actor by) {
    return withAccount(
        name,
        account -> {
          store.setPassword(account.name(), Optional.empty());
          tokens.removeAll(account.name());
          audit.record(
              AuditAction.PASSWORD_RESET,
              by.name(),
              account.name(),
              "all sessions and tokens ended");
          return Result.done(link(account.name(), by));
        });
  }

  public Result<Account> changeRole(String name, Role role, Actor by) {
    return withAccount(
        name,
        account -> {
          if (role != Role.ADMINISTRATOR && isLastAdministrator(account)) {
            return Result.refused(lastAdministrator());
          }
          store.setRole(account.name(), role.name());
          audit.record(
              AuditAction.ROLE_CHANGED,
              by.name(),
              account.name(),
              account.role().label() + " → " + role.label());
          return Result.done(find(name).orElseThrow());
        });
  }

  /** Ends all sessions and refuses new ones. */
  public Result<Account> disable(String name, Actor by) {
    return withAccount(
        name,
        account -> {
          if (isLastAdministrator(account)) {
            return Result.refused(lastAdministrator());
          }
          store.setActive(account.name(), false);
          tokens.removeAll(account.name());
          audit.record(
              AuditAction.ACCOUNT_DISABLED,
              by.name(),
              account.name(),
              "all sessions and tokens ended");
          return Result.done(find(name).orElseThrow());
        });
  }

  public Result<Account> enable(String name, Actor by) {
    return withAccount(
        name,
        account -> {
          store.setActive(account.name(), true);
          audit.record(AuditAction.ACCOUNT_ENABLED, by.name(), account.name(), "");
          return Result.done(find(name).orElseThrow());
        });
  }

  /**
   * Makes sure that somebody can sign in: while no administrator has set a password, a new link for
   * the first one. Links that were made before go on working, since another server may have printed
   * them: the first that is used ends the others.
   */
  public Optional<OneTimeLink> firstLink() {
    List<Account> administrators =
        list().stream().filter(account -> account.role() == Role.ADMINISTRATOR).toList();
    if (administrators.stream().anyMatch(Account::passwordSet)) {
      return Optional.empty();
    }
    if (!administrators.isEmpty()) {
      return Optional.of(link(administrators.get(0).name(), Actor.ENGINE));
    }
    // Where another server has created it in this moment, its link and this one work alike.
    return Optional.of(
        create(FIRST_NAME, "Administrator", Role.ADMINISTRATOR, Actor.ENGINE)
                instanceof Result.Done<OneTimeLink> created
            ? created.value()
            : link(FIRST_NAME, Actor.ENGINE));
  }

  private OneTimeLink link(String name, Actor by) {
    String token = Tokens.create();
    Instant now = clock.instant();
    Instant expiresAt = now.plus(LINK_LENGTH);
    tokens.keep(
        new TokenStore.NewToken(
            name,
            TokenKind.LINK,
            "one-time link",
            TokenScope.ROLE.name(),
            Optional.empty(),
            now,
            expiresAt,
            0),
        Tokens.hash(token));
    audit.record(AuditAction.LINK_MADE, by.name(), name, "");
    attempts.succeeded(Guess.ofToken(token));
    return new OneTimeLink(name, OneTimeLink.PATH + token, expiresAt);
  }

  private <T> Result<T> withAccount(
      String name, java.util.function.Function<Account, Result<T>> action) {
    return find(name)
        .map(action)
        .orElseGet(
            () ->
                Result.refused(
                    Problem.notFound(
                        "There is no account “" + name + "”.", "Choose one from the list.")));
  }

  private boolean isLastAdministrator(Account account) {
    return account.role() == Role.ADMINISTRATOR
        && account.active()
        && store.lockActive(Role.ADMINISTRATOR.name()).size() == 1;
  }

  private static Problem lastAdministrator() {
    return Problem.conflict(
        "This is the last active administrator.", "Make somebody else an administrator first.");
  }

  static boolean isName(String normal) {
    return NAME.matcher(normal).matches();
  }

  static String normal(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  static Account account(AccountRow row) {
    return new Account(
        row.name(),
        row.displayName(),
        Role.valueOf(row.role()),
        row.active(),
        row.passwordHash().isPresent(),
        row.createdAt());
  }
}
