package dev.waymark.runbooks.run;

import dev.waymark.model.run.Destination;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.RunEventVisitor;
import java.util.Optional;

/** Where an event leads, for the events that lead somewhere. */
final class DestinationOf implements RunEventVisitor<Optional<Destination>> {
  @Override
  public Optional<Destination> visitStarted(RunEvent.Started event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitQueryAsked(RunEvent.QueryAsked event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitAnswered(RunEvent.Answered event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitQueryFailed(RunEvent.QueryFailed event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitBranchProposed(RunEvent.BranchProposed event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitBranchTaken(RunEvent.BranchTaken event) {
    return Optional.of(event.to());
  }

  @Override
  public Optional<Destination> visitQuestionAnswered(RunEvent.QuestionAnswered event) {
    return Optional.of(event.to());
  }

  @Override
  public Optional<Destination> visitValueRemembered(RunEvent.ValueRemembered event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitCauseConfirmed(RunEvent.CauseConfirmed event) {
    return Optional.of(new Destination.Node(event.action()));
  }

  @Override
  public Optional<Destination> visitActionTicked(RunEvent.ActionTicked event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitActionDone(RunEvent.ActionDone event) {
    return Optional.of(event.to());
  }

  @Override
  public Optional<Destination> visitCarriedOut(RunEvent.CarriedOut event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitVerified(RunEvent.Verified event) {
    return Optional.of(event.to());
  }

  @Override
  public Optional<Destination> visitReturned(RunEvent.Returned event) {
    return Optional.of(new Destination.Node(event.to()));
  }

  @Override
  public Optional<Destination> visitEscalated(RunEvent.Escalated event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitNoteAdded(RunEvent.NoteAdded event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitFeedbackGiven(RunEvent.FeedbackGiven event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitHandedOver(RunEvent.HandedOver event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitReopened(RunEvent.Reopened event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination> visitEnded(RunEvent.Ended event) {
    return Optional.empty();
  }
}
