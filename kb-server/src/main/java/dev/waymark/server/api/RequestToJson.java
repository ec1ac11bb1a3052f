package dev.waymark.server.api;

import dev.waymark.model.run.Request;
import dev.waymark.model.run.RequestVisitor;
import dev.waymark.server.api.RunJson.RequestJson;
import java.time.Instant;
import java.util.Optional;

/** What a run needs next, each kind under its own name. */
final class RequestToJson implements RequestVisitor<RequestJson> {
  private final Optional<Instant> askAgainAt;

  RequestToJson(Optional<Instant> askAgainAt) {
    this.askAgainAt = askAgainAt;
  }

  @Override
  public RequestJson visitAsk(Request.Ask request) {
    return json("ask", request);
  }

  @Override
  public RequestJson visitDecide(Request.Decide request) {
    return new RequestJson(
        "decide",
        request.visit(),
        request.node(),
        request.proposed(),
        Optional.empty(),
        askAgainAt);
  }

  @Override
  public RequestJson visitReply(Request.Reply request) {
    return json("reply", request);
  }

  @Override
  public RequestJson visitConfirm(Request.Confirm request) {
    return json("confirm", request);
  }

  @Override
  public RequestJson visitCarryOut(Request.CarryOut request) {
    return json("carry-out", request);
  }

  @Override
  public RequestJson visitClose(Request.Close request) {
    return new RequestJson(
        "close",
        request.visit(),
        request.node(),
        Optional.empty(),
        Optional.of(request.suggested().label()),
        Optional.empty());
  }

  private static RequestJson json(String type, Request request) {
    return new RequestJson(
        type,
        request.visit(),
        request.node(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
