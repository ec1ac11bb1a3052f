package dev.waymark.server.account.page;

import dev.waymark.server.problem.Problem;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A form that comes back with what is wrong with it. */
final class FormErrors {
  private FormErrors() {}

  static Response reply(Problem problem, TemplateInstance page) {
    Response.ResponseBuilder reply = Response.status(problem.kind().status()).entity(page);
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> reply.header(HttpHeaders.RETRY_AFTER, seconds));
    return reply.build();
  }
}
