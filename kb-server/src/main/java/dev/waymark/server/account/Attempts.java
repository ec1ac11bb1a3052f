package dev.waymark.server.account;

import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.AuditLog;
import dev.waymark.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The one gate of all ways in: slows guessing, and has what fails counted. */
@ApplicationScoped
class Attempts {
  private final GuessLimit limit;
  private final AuditLog audit;

  Attempts(AuditLog audit, Clock clock) {
    this.limit = new GuessLimit(clock);
    this.audit = audit;
  }

  /**
   * Why an attempt is refused, if it is.
   *
   * @param account that it is at, if there is one
   */
  Optional<Problem> refusal(Guess guess, Optional<String> account, Client client) {
    return limit
        .tooEarly(guess)
        .map(
            wait -> {
              audit.failed(AuditAction.SIGN_IN_REFUSED, account, client.address());
              return tooMany(guess, wait);
            });
  }

  void failed(Optional<String> account, Client client) {
    audit.failed(AuditAction.SIGN_IN_FAILED, account, client.address());
  }

  void succeeded(Guess guess) {
    limit.succeeded(guess);
  }

  boolean isKnown(Guess guess) {
    return limit.isKnown(guess);
  }

  void forget(Guess guess) {
    limit.forget(guess);
  }

  private static Problem tooMany(Guess guess, Duration wait) {
    String after = spoken(wait);
    return new Problem(
            Problem.Kind.TOO_MANY,
            "Too many attempts to sign in have failed. The next one is looked at in " + after + ".",
            guess.isAtAccount()
                ? "Wait "
                    + after
                    + ", then try again: nothing is locked, and no attempt before that counts. A"
                    + " browser in which you have signed in before isn't held up by others."
                : "Wait " + after + ", then send it again.")
        .retryAfter(wait);
  }

  /** Never too short. */
  private static String spoken(Duration wait) {
    long seconds = wait.plusMillis(999).toSeconds();
    if (seconds <= 90) {
      return seconds == 1 ? "1 second" : seconds + " seconds";
    }
    return (seconds + 59) / 60 + " minutes";
  }
}
