package dev.waymark.server.account;

import dev.waymark.model.incident.Actor;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.store.AccountRow;
import dev.waymark.server.store.AccountStore;
import dev.waymark.server.store.AccountStore.TokenKind;
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
  private static final Duration LINK_LENGTH = Duration.ofDays(3);

  private final AccountStore store;
  private final Clock clock;

  Accounts(AccountStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** All accounts by name, those that may not sign in included. */
  public List<Account> list() {
    return store.list().stream().map(Accounts::account).toList();
  }

  public Optional<Account> find(String name) {
    return store.find(normal(name)).map(Accounts::account);
  }

  /** Creates an account; its owner sets the password through the link. */
  public Result<OneTimeLink> create(String name, String displayName, Role role, Actor by) {
    String normal = normal(name);
    if (!NAME.matcher(normal).matches()) {
      return Result.refused(
          Problem.invalid(
              "“" + name + "” is no name for an account.",
              "Use letters, digits and . _ @ + - only, at most 100, beginning with a letter or"
                  + " digit; an e-mail address is fine."));
    }
    String shown = displayName.isBlank() ? normal : displayName.strip();
    if (shown.length() > LONGEST_DISPLAY_NAME
        || shown.codePoints().anyMatch(Character::isISOControl)) {
      return Result.refused(
          Problem.invalid(
              "The display name is no name.", "Use at most 100 characters on one line."));
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
    return Result.done(link(normal));
  }

  /** A new link; the password and all sessions end now. */
  public Result<OneTimeLink> resetPassword(String name, Actor by) {
    return withAccount(
        name,
        account -> {
          store.setPassword(account.name(), Optional.empty());
          store.removeTokens(account.name());
          return Result.done(link(account.name()));
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
          store.removeTokens(account.name());
          return Result.done(find(name).orElseThrow());
        });
  }

  public Result<Account> enable(String name, Actor by) {
    return withAccount(
        name,
        account -> {
          store.setActive(account.name(), true);
          return Result.done(find(name).orElseThrow());
        });
  }

  /**
   * Makes sure that somebody can sign in: while no administrator has set a password, a new link for
   * the first one.
   */
  public Optional<OneTimeLink> firstLink() {
    List<Account> administrators =
        list().stream().filter(account -> account.role() == Role.ADMINISTRATOR).toList();
    if (administrators.stream().anyMatch(Account::passwordSet)) {
      return Optional.empty();
    }
    if (administrators.isEmpty()) {
      return Optional.of(
          create("admin", "Administrator", Role.ADMINISTRATOR, Actor.ENGINE).orThrow());
    }
    return Optional.of(resetPassword(administrators.get(0).name(), Actor.ENGINE).orThrow());
  }

  private OneTimeLink link(String name) {
    String token = Tokens.create();
    Instant now = clock.instant();
    Instant expiresAt = now.plus(LINK_LENGTH);
    store.keepToken(name, Tokens.hash(token), TokenKind.LINK, "one-time link", now, expiresAt);
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
        && store.countActive(Role.ADMINISTRATOR.name()) == 1;
  }

  private static Problem lastAdministrator() {
    return Problem.conflict(
        "This is the last active administrator.", "Make somebody else an administrator first.");
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
