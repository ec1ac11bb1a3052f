package dev.waymark.model.run;

import dev.waymark.model.entry.State;
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

  /**
   * Visit 1 begins.
   *
   * @param entryHash the version of the entry's text that this run walks to its end
   * @param parameters values as {@link dev.waymark.model.entry.ParameterType#columnType()} says
   * @param at the node where the walk begins
   */
  record Started(
      String entryId,
      String entryHash,
      Map<String, Object> parameters,
      Optional<String> scenario,
      String at)
      implements RunEvent {
    public Started {
      parameters = Map.copyOf(parameters);
    }
  }

  /** A query was sent; asking again within a visit is another of these. */
  record QueryAsked(int visit, BoundQuery query) implements RunEvent {}

  record Answered(int visit, Answer answer) implements RunEvent {}

  record QueryFailed(int visit, Answer.Failed failure) implements RunEvent {}

  /**
   * The patterns were tried.
   *
   * @param branch the one that held; empty where none can be proposed
   * @param why in one sentence
   */
  record BranchProposed(
      int visit, List<PatternResult> patterns, Optional<Integer> branch, String why)
      implements RunEvent {
    public BranchProposed {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * A person, or the engine on a decided read-only step, took a branch.
   *
   * @param proposed the branch proposed then
   * @param reason why another one was taken; present where {@code branch} is not {@code proposed}
   */
  record BranchTaken(
      int visit, int branch, Optional<Integer> proposed, Optional<String> reason, Destination to)
      implements RunEvent {}

  record QuestionAnswered(int visit, int answer, Destination to) implements RunEvent {}

  /** A value that later steps use. */
  record ValueRemembered(int visit, String name, Object value) implements RunEvent {}

  /** The diagnosis was believed, and one of its resolutions chosen. */
  record CauseConfirmed(int visit, String cause, String action) implements RunEvent {}

  record ActionTicked(int visit, int item, boolean done) implements RunEvent {}

  /** An action without a verification was carried out. */
  record ActionDone(int visit, String action, Destination to) implements RunEvent {}

  /** An action's verification was read; fields as in {@link BranchTaken}. */
  record Verified(
      int visit,
      String action,
      State state,
      int branch,
      Optional<Integer> proposed,
      Optional<String> reason,
      Destination to)
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
