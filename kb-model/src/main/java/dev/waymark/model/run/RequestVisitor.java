package dev.waymark.model.run;

/** One case a kind of {@link Request}. */
public interface RequestVisitor<R> {
  R visitAsk(Request.Ask request);

  R visitDecide(Request.Decide request);

  R visitReply(Request.Reply request);

  R visitConfirm(Request.Confirm request);

  R visitCarryOut(Request.CarryOut request);

  R visitClose(Request.Close request);
}
