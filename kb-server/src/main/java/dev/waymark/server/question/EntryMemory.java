package dev.waymark.server.question;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What incidents have left behind at an entry. Ways, times and gaps are those of real incidents.
 *
 * @param lastSuccess when one was resolved last
 * @param lastFailure when one ended last because the entry didn't know on
 */
public record EntryMemory(
    String entry,
    Optional<Instant> lastSuccess,
    Optional<Instant> lastFailure,
    List<Way> ways,
    List<Step> steps,
    List<Way> gaps,
    Coverage coverage) {
  public EntryMemory {
    ways = List.copyOf(ways);
    steps = List.copyOf(steps);
    gaps = List.copyOf(gaps);
  }

  /**
   * A way out of a step.
   *
   * @param condition of the pattern, or the answer of a question; empty for any other way
   * @param times how often it was taken
   * @param overriding how often of these it was taken against the proposal
   */
  public record Way(
      String node, String condition, String label, String toNode, long times, long overriding) {}

  /**
   * A step.
   *
   * @param seconds the median of a visit
   */
  public record Step(String node, String title, long visits, double seconds) {}

  /**
   * What the entry's scenarios take of its branches.
   *
   * @param known whether all of its scenarios have been walked since it changed
   * @param branches how many it has
   * @param untested those that no scenario takes, in the order of the text
   */
  public record Coverage(boolean known, int branches, List<Untested> untested) {
    public Coverage {
      untested = List.copyOf(untested);
    }
  }

  /** A branch that no scenario takes. */
  public record Untested(String node, String step, String label) {}
}
