package dev.waymark.server.account;

import dev.waymark.model.incident.Actor;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The accounts, and what an administrator does with them. Takes effect by the next request. */
@ApplicationScoped
public class Accounts {
  private static final Problem LATER = Problem.notFound("No accounts yet.", "Wait.");

  /** All accounts by name, those that may not sign in included. */
  public List<Account> list() {
    return List.of();
  }

  public Optional<Account> find(String name) {
    return list().stream().filter(account -> account.name().equals(name)).findFirst();
  }

  /** Creates an account; its owner sets the password through the link. */
  public Result<OneTimeLink> create(String name, String displayName, Role role, Actor by) {
    return Result.refused(LATER);
  }

  /** A new link; the password and all sessions end now. */
  public Result<OneTimeLink> resetPassword(String name, Actor by) {
    return Result.refused(LATER);
  }

  public Result<Account> changeRole(String name, Role role, Actor by) {
    return Result.refused(LATER);
  }

  /** Ends all sessions and refuses new ones. */
  public Result<Account> disable(String name, Actor by) {
    return Result.refused(LATER);
  }

  public Result<Account> enable(String name, Actor by) {
    return Result.refused(LATER);
  }
}
