package dev.waymark.model.run;

/** One case a kind of {@link RunEvent}; a new kind stops the build wherever it matters. */
public interface RunEventVisitor<R> {
  R visitStarted(RunEvent.Started event);

  R visitQueryAsked(RunEvent.QueryAsked event);

  R visitAnswered(RunEvent.Answered event);

  R visitQueryFailed(RunEvent.QueryFailed event);

  R visitBranchProposed(RunEvent.BranchProposed event);

  R visitBranchTaken(RunEvent.BranchTaken event);

  R visitQuestionAnswered(RunEvent.QuestionAnswered event);

  R visitValueRemembered(RunEvent.ValueRemembered event);

  R visitCauseConfirmed(RunEvent.CauseConfirmed event);

  R visitActionTicked(RunEvent.ActionTicked event);

  R visitActionDone(RunEvent.ActionDone event);

  R visitCarriedOut(RunEvent.CarriedOut event);

  R visitVerified(RunEvent.Verified event);

  R visitReturned(RunEvent.Returned event);

  R visitEscalated(RunEvent.Escalated event);

  R visitNoteAdded(RunEvent.NoteAdded event);

  R visitFeedbackGiven(RunEvent.FeedbackGiven event);

  R visitHandedOver(RunEvent.HandedOver event);

  R visitReopened(RunEvent.Reopened event);

  R visitEnded(RunEvent.Ended event);
}
