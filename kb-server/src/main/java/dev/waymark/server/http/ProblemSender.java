package dev.waymark.server.http;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemReply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers with a problem before any route is asked. */
@Singleton
class ProblemSender {
  private final ProblemReply replies;

  ProblemSender(ProblemReply replies) {
    this.replies = replies;
  }

  void send(RoutingContext context, Problem problem) {
    ProblemReply.Reply reply = replies.to(context, problem);
    HttpServerResponse response = context.response().setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    Future<Void> unused = response.end(reply.body());
  }
}
