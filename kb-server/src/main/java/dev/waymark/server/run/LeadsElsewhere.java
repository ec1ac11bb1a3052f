package dev.waymark.server.run;

import dev.waymark.model.run.Destination;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.RunEventVisitor;
import java.util.Optional;

/** The other entry that an event leads into. */
final class LeadsElsewhere implements RunEventVisitor<Optional<Destination.OtherEntry>> {
  private static Optional<Destination.OtherEntry> other(Destination destination) {
    return destination instanceof Destination.OtherEntry other
        ? Optional.of(other)
        : Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitStarted(RunEvent.Started event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitQueryAsked(RunEvent.QueryAsked event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitAnswered(RunEvent.Answered event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitQueryFailed(RunEvent.QueryFailed event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitBranchProposed(RunEvent.BranchProposed event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitBranchTaken(RunEvent.BranchTaken event) {
    return other(event.to());
  }

  @Override
  public Optional<Destination.OtherEntry> visitQuestionAnswered(RunEvent.QuestionAnswered event) {
    return other(event.to());
  }

  @Override
  public Optional<Destination.OtherEntry> visitValueRemembered(RunEvent.ValueRemembered event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitCauseConfirmed(RunEvent.CauseConfirmed event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitActionTicked(RunEvent.ActionTicked event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitActionDone(RunEvent.ActionDone event) {
    return other(event.to());
  }

  @Override
  public Optional<Destination.OtherEntry> visitCarriedOut(RunEvent.CarriedOut event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitVerified(RunEvent.Verified event) {
    return other(event.to());
  }

  @Override
  public Optional<Destination.OtherEntry> visitReturned(RunEvent.Returned event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitEscalated(RunEvent.Escalated event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitNoteAdded(RunEvent.NoteAdded event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitFeedbackGiven(RunEvent.FeedbackGiven event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitHandedOver(RunEvent.HandedOver event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitReopened(RunEvent.Reopened event) {
    return Optional.empty();
  }

  @Override
  public Optional<Destination.OtherEntry> visitEnded(RunEvent.Ended event) {
    return Optional.empty();
  }
}
