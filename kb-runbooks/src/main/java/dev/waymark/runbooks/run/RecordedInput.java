package dev.waymark.runbooks.run;

import dev.waymark.model.entry.Verification;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.RunEventVisitor;
import java.util.Map;
import java.util.Optional;

/** The input that an event followed from; empty for what only follows from other events. */
final class RecordedInput implements RunEventVisitor<Optional<RunInput>> {
  private final RunState before;

  RecordedInput(RunState before) {
    this.before = before;
  }

  @Override
  public Optional<RunInput> visitStarted(RunEvent.Started event) {
    return Optional.empty();
  }

  @Override
  public Optional<RunInput> visitQueryAsked(RunEvent.QueryAsked event) {
    return asked(event.visit(), ScopeSwitch.of(event.query()));
  }

  @Override
  public Optional<RunInput> visitAnswered(RunEvent.Answered event) {
    return some(new RunInput.Receive(event.visit(), event.answer()));
  }

  @Override
  public Optional<RunInput> visitQueryFailed(RunEvent.QueryFailed event) {
    return some(new RunInput.Receive(event.visit(), event.failure()));
  }

  @Override
  public Optional<RunInput> visitBranchProposed(RunEvent.BranchProposed event) {
    return asked(event.visit(), Map.of());
  }

  @Override
  public Optional<RunInput> visitBranchTaken(RunEvent.BranchTaken event) {
    return some(new RunInput.TakeBranch(event.visit(), event.branch(), event.reason()));
  }

  @Override
  public Optional<RunInput> visitQuestionAnswered(RunEvent.QuestionAnswered event) {
    return some(new RunInput.ReplyTo(event.visit(), event.answer()));
  }

  @Override
  public Optional<RunInput> visitValueRemembered(RunEvent.ValueRemembered event) {
    return event.name().equals(Verification.SINCE)
        ? some(new RunInput.Finish(event.visit()))
        : Optional.empty();
  }

  @Override
  public Optional<RunInput> visitCauseConfirmed(RunEvent.CauseConfirmed event) {
    return some(new RunInput.Confirm(event.visit(), event.action(), event.reason()));
  }

  @Override
  public Optional<RunInput> visitActionTicked(RunEvent.ActionTicked event) {
    return some(new RunInput.Tick(event.visit(), event.item(), event.done()));
  }

  @Override
  public Optional<RunInput> visitActionDone(RunEvent.ActionDone event) {
    return some(new RunInput.Finish(event.visit()));
  }

  @Override
  public Optional<RunInput> visitCarriedOut(RunEvent.CarriedOut event) {
    return some(new RunInput.Finish(event.visit()));
  }

  @Override
  public Optional<RunInput> visitVerified(RunEvent.Verified event) {
    if (before.current().asksPerson()) {
      return some(new RunInput.ReplyTo(event.visit(), event.branch()));
    }
    return some(new RunInput.TakeBranch(event.visit(), event.branch(), event.reason()));
  }

  @Override
  public Optional<RunInput> visitReturned(RunEvent.Returned event) {
    return some(new RunInput.GoBack(event.visit(), event.to(), event.reason()));
  }

  @Override
  public Optional<RunInput> visitEscalated(RunEvent.Escalated event) {
    return some(new RunInput.Escalate(event.visit(), event.reason()));
  }

  @Override
  public Optional<RunInput> visitNoteAdded(RunEvent.NoteAdded event) {
    return some(new RunInput.AddNote(event.visit(), event.text()));
  }

  @Override
  public Optional<RunInput> visitFeedbackGiven(RunEvent.FeedbackGiven event) {
    return some(new RunInput.GiveFeedback(event.visit(), event.feedback(), event.text()));
  }

  @Override
  public Optional<RunInput> visitHandedOver(RunEvent.HandedOver event) {
    return some(new RunInput.HandOver(event.visit(), event.to(), event.text()));
  }

  @Override
  public Optional<RunInput> visitReopened(RunEvent.Reopened event) {
    return some(new RunInput.Reopen(event.visit(), event.reason()));
  }

  @Override
  public Optional<RunInput> visitEnded(RunEvent.Ended event) {
    return some(new RunInput.End(event.visit(), event.outcome(), event.reason()));
  }

  private Optional<RunInput> asked(int visit, Map<String, String> changed) {
    return before.current().attempts().isEmpty()
        ? some(new RunInput.Finish(visit))
        : some(new RunInput.AskAgain(visit, changed));
  }

  private static Optional<RunInput> some(RunInput input) {
    return Optional.of(input);
  }
}
