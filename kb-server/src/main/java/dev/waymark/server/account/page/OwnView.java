package dev.waymark.server.account.page;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * Somebody's own page.
 *
 * @param failed attempts to sign in as them that they haven't acknowledged
 * @param made a token made just now, and never shown again
 * @param done what has just been done, in words
 * @param problem why the last change failed
 * @param label that was typed for a token that couldn't be made
 */
record OwnView(
    String name,
    String displayName,
    String role,
    Optional<Failed> failed,
    List<SessionLine> sessions,
    List<TokenLine> tokens,
    List<Choice> scopes,
    int usualDays,
    int mostDays,
    Optional<Made> made,
    Optional<String> done,
    Optional<Problem> problem,
    String label) {
  OwnView {
    sessions = List.copyOf(sessions);
    tokens = List.copyOf(tokens);
    scopes = List.copyOf(scopes);
  }

  /** Whether there is a session to end beside the one that looks. */
  public boolean isElsewhere() {
    return sessions.stream().anyMatch(session -> !session.present());
  }

  /** Failed attempts, and the addresses that most of them came from. */
  record Failed(long times, Moment since, List<From> most, long otherAddresses) {
    Failed {
      most = List.copyOf(most);
    }

    public boolean isOne() {
      return times == 1;
    }
  }

  /** From one address, or from too many to be told apart. */
  record From(String address, long times) {}

  /** A browser that is signed in. */
  record SessionLine(
      long id, String browser, boolean present, String address, Moment begun, Moment used) {}

  /** A token of a program. */
  record TokenLine(
      long id,
      String label,
      String scope,
      String address,
      Moment made,
      Optional<Moment> used,
      Moment expires) {}

  /** What may be chosen. */
  record Choice(String value, String words) {}

  /** A token and until when it works. */
  record Made(String label, String token, Moment expires) {}
}
