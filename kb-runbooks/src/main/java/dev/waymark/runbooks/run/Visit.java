package dev.waymark.runbooks.run;

import dev.waymark.model.run.Destination;
import dev.waymark.model.run.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One stay at a node.
 *
 * @param number from 1, in the order of arrival
 * @param attempts each time that the node's query was asked, the last one last
 * @param ticked indexes of the items of an action that are done
 * @param left how the visit ended; empty while the run is here
 */
public record Visit(
    int number,
    String node,
    List<Attempt> attempts,
    Set<Integer> ticked,
    Optional<Departure> left) {
  public Visit {
    attempts = List.copyOf(attempts);
    ticked = Set.copyOf(ticked);
  }

  /** The last attempt. */
  public Optional<Attempt> attempt() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
  }

  /** How a visit ended. */
  public sealed interface Departure {
    /** A branch was taken; {@code proposed} is the one proposed then. */
    record ByBranch(int branch, Optional<Integer> proposed, Optional<String> reason, Destination to)
        implements Departure {
      /** Whether another branch than the proposed one was taken. */
      public boolean overrides() {
        return proposed.filter(p -> p == branch).isEmpty();
      }
    }

    record ByReply(int option, Destination to) implements Departure {}

    record ByConfirming(String action) implements Departure {}

    record ByDoing(Destination to) implements Departure {}

    record ByReturning(String to, Optional<String> reason) implements Departure {}

    record ByEscalating(String reason) implements Departure {}

    record ByEnding(Outcome outcome) implements Departure {}
  }
}
