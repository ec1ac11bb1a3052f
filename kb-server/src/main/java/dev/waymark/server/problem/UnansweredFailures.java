package dev.waymark.server.problem;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Replies when a request fails before any resource has it, or beside them all. */
@ApplicationScoped
class UnansweredFailures {
  private static final Logger LOG = Logger.getLogger(UnansweredFailures.class);

  /** After the resources, which answer what fails in them, and before the framework's own page. */
  private static final int LATE = Integer.MAX_VALUE - 1;

  private final ProblemReply replies;
  private final DatabaseProblems troubles;

  UnansweredFailures(ProblemReply replies, DatabaseProblems troubles) {
    this.replies = replies;
    this.troubles = troubles;
  }

  void register(@Observes Router router) {
    router.route().order(LATE).failureHandler(this::reply);
  }

  private void reply(RoutingContext context) {
    // Who isn't let in is answered by the mechanism that asked who it is.
    if (context.response().headWritten() || context.failure() instanceof SecurityException) {
      context.next();
      return;
    }
    ProblemReply.Reply reply = replies.to(context, problem(context));
    context.response().setStatusCode(reply.status());
    reply.headers().forEach(context.response()::putHeader);
    context.response().end(reply.body());
  }

  private Problem problem(RoutingContext context) {
    int status = context.statusCode();
    if (status >= 400 && status < 500) {
      return Problem.ofStatus(status, context.request().path());
    }
    Optional<Problem> unavailable =
        Optional.ofNullable(context.failure()).flatMap(troubles::problem);
    if (unavailable.isPresent()) {
      return unavailable.orElseThrow();
    }
    UUID errorId = UUID.randomUUID();
    LOG.errorf(context.failure(), "Unexpected failure %s at %s", errorId, context.request().path());
    return Problem.unexpected(errorId);
  }
}
