package dev.waymark.server.question;

import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.RunEventVisitor;
import java.util.Optional;

/** The visit that an event ends, or that the run comes back from; empty for all other events. */
final class LeavesVisit implements RunEventVisitor<Optional<Integer>> {
  @Override
  public Optional<Integer> visitStarted(RunEvent.Started event) {
    return Optional.empty();
  }

  @Override
  public Optional<Integer> visitQueryAsked(RunEvent.QueryAsked event) {
    return Optional.empty();
  }

  @Override
  public Optional<Integer> visitAnswered(RunEvent.Answered event) {
    return Optional.empty();
  }

  @Override
  public Optional<Integer> visitQueryFailed(RunEvent.QueryFailed event) {
    return Optional.empty();
  }

  @Override
  public Optional<Integer> visitBranchProposed(RunEvent.BranchProposed event) {
    return Optional.empty();
  }

  @Override
  public Optional<Integer> visitBranchTaken(RunEvent.BranchTaken event) {
    return Optional.of(event.visit());
  }

  @Override
  public Optional<Integer> visitQuestionAnswered(RunEvent.QuestionAnswered event) {
    return Optional.of(event.visit());
  }

  @Override
  public Optional<Integer> visitValueRemembered(RunEvent.ValueRemembered event) {
    return Optional.empty();
  }

  @Override
  public Optional<Integer> visitCauseConfirmed(RunEvent.CauseConfirmed event) {
    return Optional.of(event.visit());
  }

  @Override
  public Optional<Integer> visitActionTicked(RunEvent.ActionTicked event) {
    return Optional.empty();
  }

  @Override
  public Optional<Integer> visitActionDone(RunEvent.ActionDone event) {
    return Optional.of(event.visit());
  }

  @Override
  public Optional<Integer> visitCarriedOut(RunEvent.CarriedOut event) {
    return Optional.empty();
  }

  @Override
  public Optional<Integer> visitVerified(RunEvent.Verified event) {
    return Optional.of(event.visit());
  }

  @Override
  public Optional<Integer> visitReturned(RunEvent.Returned event) {
    return Optional.of(event.visit());
  }

  @Override
  public Optional<Integer> visitEscalated(RunEvent.Escalated event) {
    return Optional.of(event.visit());
  }

  @Override
  public Optional<Integer> visitNoteAdded(RunEvent.NoteAdded event) {
    return Optional.empty();
  }

  @Override
  public Optional<Integer> visitFeedbackGiven(RunEvent.FeedbackGiven event) {
    return Optional.empty();
  }

  @Override
  public Optional<Integer> visitHandedOver(RunEvent.HandedOver event) {
    return Optional.empty();
  }

  @Override
  public Optional<Integer> visitReopened(RunEvent.Reopened event) {
    return Optional.of(event.visit());
  }

  @Override
  public Optional<Integer> visitEnded(RunEvent.Ended event) {
    return Optional.of(event.visit());
  }
}
