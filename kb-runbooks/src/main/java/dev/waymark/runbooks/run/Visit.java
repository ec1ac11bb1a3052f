package dev.waymark.runbooks.run;

import dev.waymark.model.run.Destination;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.StepFinding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One stay at a node.
 *
 * @param number from 1, in the order of arrival
 * @param attempts each time that the node's query was asked, the last one last
 * @param ticked indexes of the items of an action that are done
 * @param carriedOut when an action was done, before it was verified
 * @param asksPerson whether a person is asked whether the action worked
 * @param left how the visit ended; empty while the run is here
 */
public record Visit(
    int number,
    String node,
    List<Attempt> attempts,
    Set<Integer> ticked,
    Optional<Instant> carriedOut,
    boolean asksPerson,
    Optional<Departure> left) {
  public Visit {
    attempts = List.copyOf(attempts);
    ticked = Collections.unmodifiableSet(new TreeSet<>(ticked));
  }

  /** The last attempt. */
  public Optional<Attempt> attempt() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
  }

  /** What the last answer calls for, or why it calls for nothing. */
  Optional<RunEvent.BranchProposed> proposal() {
    return attempt().flatMap(Attempt::proposal);
  }

  /**
   * What was found here: what was decided, else what is proposed. Absent if nothing was asked or
   * answered, or if it was recorded before findings were.
   */
  public Optional<StepFinding> finding() {
    return decided().isPresent()
        ? left.flatMap(Departure::finding)
        : proposal().flatMap(RunEvent.BranchProposed::finding);
  }

  /** The row that was found to hold: the one decided for, else the one proposed. */
  public Optional<Integer> row() {
    return decided().or(this::proposedBranch);
  }

  private Optional<Integer> decided() {
    return left.flatMap(Departure::row);
  }

  /** The branch that the last answer calls for. */
  public Optional<Integer> proposedBranch() {
    return attempt().flatMap(Attempt::proposedBranch);
  }

  /** Whether whoever takes a branch has to say why. */
  public boolean needsReason(int branch) {
    return attempt().filter(last -> last.speaksAgainst(branch)).isPresent();
  }

  /** How often somebody has waited here, as an answer said, and asked again. */
  public int timesAskedAgain() {
    return (int) attempts.stream().filter(attempt -> attempt.waited().isPresent()).count();
  }

  static Visit arrival(int number, String node) {
    return new Visit(number, node, List.of(), Set.of(), Optional.empty(), false, Optional.empty());
  }

  Visit leaving(Departure departure) {
    return new Visit(
        number, node, attempts, ticked, carriedOut, asksPerson, Optional.of(departure));
  }

  Visit trying(Attempt attempt) {
    List<Attempt> more = new ArrayList<>(attempts);
    more.add(attempt);
    return new Visit(number, node, more, ticked, carriedOut, asksPerson, left);
  }

  Visit replacing(Attempt lastAttempt) {
    List<Attempt> changed = new ArrayList<>(attempts);
    changed.set(changed.size() - 1, lastAttempt);
    return new Visit(number, node, changed, ticked, carriedOut, asksPerson, left);
  }

  Visit doneAt(Instant at) {
    return new Visit(number, node, attempts, ticked, Optional.of(at), asksPerson, left);
  }

  Visit ticking(int item, boolean done) {
    Set<Integer> changed = new TreeSet<>(ticked);
    if (done) {
      changed.add(item);
    } else {
      changed.remove(item);
    }
    return new Visit(number, node, attempts, changed, carriedOut, asksPerson, left);
  }

  Visit askingPerson() {
    return new Visit(number, node, attempts, ticked, carriedOut, true, left);
  }

  /** How a visit ended. */
  public sealed interface Departure {
    /** Why it was this way, as far as anybody said. */
    default Optional<String> reason() {
      return Optional.empty();
    }

    /** The row of the node's table that was decided for; empty if it was left without. */
    default Optional<Integer> row() {
      return Optional.empty();
    }

    /** What was found with that row; empty if it was recorded before findings were. */
    default Optional<StepFinding> finding() {
      return Optional.empty();
    }

    /** Whether somebody decided otherwise than proposed, or when nothing was proposed. */
    default boolean deviates() {
      return false;
    }

    /** A branch was taken; {@code proposed} is the one proposed then. */
    record ByBranch(
        int branch,
        Optional<Integer> proposed,
        Optional<String> reason,
        Destination to,
        Optional<StepFinding> finding)
        implements Departure {
      @Override
      public Optional<Integer> row() {
        return Optional.of(branch);
      }

      @Override
      public boolean deviates() {
        return proposed.filter(p -> p == branch).isEmpty();
      }
    }

    record ByReply(int option, Destination to, Optional<StepFinding> finding) implements Departure {
      @Override
      public Optional<Integer> row() {
        return Optional.of(option);
      }
    }

    /**
     * A cause was confirmed.
     *
     * @param deviates whether its evidence didn't bear it out
     */
    record ByConfirming(String action, boolean deviates, Optional<String> reason)
        implements Departure {}

    record ByDoing(Destination to) implements Departure {}

    record ByReturning(String to, Optional<String> reason) implements Departure {}

    record ByEscalating(String why) implements Departure {
      @Override
      public Optional<String> reason() {
        return Optional.of(why);
      }
    }

    record ByEnding(Outcome outcome) implements Departure {}
  }
}
