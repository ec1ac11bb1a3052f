package dev.waymark.runbooks.run;

/** One case a kind of {@link RunInput}. */
public interface RunInputVisitor<R> {
  R visitReceive(RunInput.Receive input);

  R visitAskAgain(RunInput.AskAgain input);

  R visitTakeBranch(RunInput.TakeBranch input);

  R visitReplyTo(RunInput.ReplyTo input);

  R visitConfirm(RunInput.Confirm input);

  R visitTick(RunInput.Tick input);

  R visitFinish(RunInput.Finish input);

  R visitGoBack(RunInput.GoBack input);

  R visitEscalate(RunInput.Escalate input);

  R visitAddNote(RunInput.AddNote input);

  R visitGiveFeedback(RunInput.GiveFeedback input);

  R visitHandOver(RunInput.HandOver input);

  R visitEnd(RunInput.End input);

  R visitReopen(RunInput.Reopen input);
}
