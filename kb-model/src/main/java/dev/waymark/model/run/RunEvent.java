package dev.waymark.model.run;

import dev.waymark.model.entry.State;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened in a run. A run is the list of these, in order, and nothing else.
 *
 * <p>A <em>visit</em> is one stay at a node; visits are numbered from 1 in the order of arrival.
 * Going back to a node is a new visit, so that nothing that was seen is lost. Who did it and when
 * stands beside the event, in the store.
 */
public sealed interface RunEvent {
  /** The visit that it belongs to. */
  int visit();

  /** Where the run goes on after it; empty if it stays, ends, or is escalated. */
  default Optional<Destination> destination() {
    return switch (this) {
      case BranchTaken taken -> Optional.of(taken.to());
      case QuestionAnswered answered -> Optional.of(answered.to());
      case CauseConfirmed confirmed -> Optional.of(new Destination.Node(confirmed.action()));
      case ActionDone done -> Optional.of(done.to());
      case Verified verified -> Optional.of(verified.to());
      case Returned returned -> Optional.of(new Destination.Node(returned.to()));
      case Started _,
          QueryAsked _,
          Answered _,
          QueryFailed _,
          BranchProposed _,
          ValueRemembered _,
          ValueGiven _,
          ActionTicked _,
          CarriedOut _,
          Escalated _,
          NoteAdded _,
          FeedbackGiven _,
          HandedOver _,
          Reopened _,
          Ended _ ->
          Optional.empty();
    };
  }

  /**
   * Visit 1 begins.
   *
   * @param entryHash the version of the entry's text that this run walks to its end
   * @param parameters in the order of the front matter, with values as {@link
   *     dev.waymark.model.entry.ParameterType#columnType()} says
   * @param scenarioHash the version of the scenario's files that this run walks on to its end;
   *     absent if they aren't kept
   * @param at the node where the walk begins
   */
  record Started(
      String entryId,
      String entryHash,
      Map<String, Object> parameters,
      Optional<String> scenario,
      Optional<String> scenarioHash,
      String at)
      implements RunEvent {
    public Started {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
      if (scenarioHash.isPresent() && scenario.isEmpty()) {
        throw new IllegalArgumentException("files of no scenario");
      }
    }

    @Override
    public int visit() {
      return 1;
    }

    /** The same on files of the scenario that are kept. */
    public Started onFiles(String hash) {
      return new Started(entryId, entryHash, parameters, scenario, Optional.of(hash), at);
    }
  }

  /** A query was sent; asking again within a visit is another of these. */
  record QueryAsked(int visit, BoundQuery query) implements RunEvent {}

  record Answered(int visit, Answer answer) implements RunEvent {}

  record QueryFailed(int visit, Answer.Failed failure) implements RunEvent {}

  /**
   * The patterns were tried.
   *
   * @param branch the one that held; absent if none can be proposed
   * @param why in one sentence
   * @param finding what was found with it; absent if none is proposed, or if it was recorded before
   *     findings were
   */
  record BranchProposed(
      int visit,
      List<PatternResult> patterns,
      Optional<Integer> branch,
      String why,
      Optional<StepFinding> finding)
      implements RunEvent {
    public BranchProposed {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * A person, or the engine on a decided read-only step, took a branch.
   *
   * @param proposed the branch proposed then
   * @param reason why another one was taken; may be empty if none was proposed
   * @param finding what was found with it; empty if it was recorded before findings were
   */
  record BranchTaken(
      int visit,
      int branch,
      Optional<Integer> proposed,
      Optional<String> reason,
      Destination to,
      Optional<StepFinding> finding)
      implements RunEvent {}

  /**
   * A person answered; fields as in {@link BranchTaken}.
   *
   * @param answer index of the answer
   */
  record QuestionAnswered(int visit, int answer, Destination to, Optional<StepFinding> finding)
      implements RunEvent {}

  /** A value that later steps use. */
  record ValueRemembered(int visit, String name, Object value) implements RunEvent {}

  /** A person gave a value that a step would have remembered. */
  record ValueGiven(int visit, String name, Object value) implements RunEvent {}

  /**
   * The diagnosis was believed, and one of its resolutions chosen.
   *
   * @param reason present if the cause asks for evidence that led elsewhere
   */
  record CauseConfirmed(int visit, String cause, String action, Optional<String> reason)
      implements RunEvent {}

  record ActionTicked(int visit, int item, boolean done) implements RunEvent {}

  /** An action without a verification was carried out. */
  record ActionDone(int visit, String action, Destination to) implements RunEvent {}

  /** An action was carried out, and a person is asked whether it worked. */
  record CarriedOut(int visit, String action) implements RunEvent {}

  /**
   * An action's verification was read; fields as in {@link BranchTaken}.
   *
   * @param branch the answer's, if a person was asked
   */
  record Verified(
      int visit,
      String action,
      State state,
      int branch,
      Optional<Integer> proposed,
      Optional<String> reason,
      Destination to,
      Optional<StepFinding> finding)
      implements RunEvent {}

  /** Somebody went back: a new visit of a node that was visited before. */
  record Returned(int visit, String to, Optional<String> reason) implements RunEvent {}

  record Escalated(int visit, String reason) implements RunEvent {}

  record NoteAdded(int visit, String text) implements RunEvent {}

  record FeedbackGiven(int visit, Feedback feedback, String text) implements RunEvent {}

  record HandedOver(int visit, String to, String text) implements RunEvent {}

  record Reopened(int visit, String reason) implements RunEvent {}

  record Ended(int visit, Outcome outcome, Optional<String> cause, Optional<String> reason)
      implements RunEvent {}

  /** What a responder says about a step. */
  enum Feedback {
    HELPED,
    MISLED,
    MISSING
  }
}
