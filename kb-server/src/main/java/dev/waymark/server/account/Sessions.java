package dev.waymark.server.account;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Signing in and out. */
@ApplicationScoped
public class Sessions {
  /** How long a session lasts without signing in again. */
  static final Duration LENGTH = Duration.ofHours(24);

  private static final Problem LATER = Problem.notFound("No accounts yet.", "Wait.");

  /** A session for a name and a password. Says the same whichever of the two is wrong. */
  public Result<NewSession> signIn(String name, String password) {
    return Result.refused(LATER);
  }

  /** Whose one-time link this is, without using it up. */
  public Result<Account> linkOwner(String token) {
    return Result.refused(LATER);
  }

  /** Uses up a one-time link: sets the password and begins a session. */
  public Result<NewSession> redeem(String token, String newPassword) {
    return Result.refused(LATER);
  }

  /** Ends a session; unknown tokens are ended already. */
  public void signOut(String token) {}
}
