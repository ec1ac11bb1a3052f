package dev.waymark.server.audit;

import java.time.Instant;
import java.util.List;

/**
 * Attempts to sign in as somebody that failed.
 *
 * @param times how many, whether looked at or refused for their number
 * @param since when the first was
 * @param addresses how many they came from
 * @param most those that tried most often
 */
public record FailedAttempts(long times, Instant since, long addresses, List<From> most) {
  public FailedAttempts {
    most = List.copyOf(most);
  }

  /** From one address; an empty one if they are too many to be told apart. */
  public record From(String address, long times, Instant last) {}
}
