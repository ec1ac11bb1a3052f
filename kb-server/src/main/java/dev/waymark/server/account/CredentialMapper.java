package dev.waymark.server.account;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemJson;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says why a credential isn't taken, if that turns out within a resource's own checks. */
class CredentialMapper {
  private final RoutingContext context;

  @Inject
  CredentialMapper(RoutingContext context) {
    this.context = context;
  }

  @ServerExceptionMapper
  public Response refused(AuthenticationFailedException e) {
    Problem problem = CredentialMechanism.problem(context);
    Response.ResponseBuilder reply =
        Response.status(problem.kind().status())
            .type(ProblemJson.MEDIA_TYPE)
            .entity(ProblemJson.of(problem, context.request().path()).toString());
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> reply.header(HttpHeaders.RETRY_AFTER, seconds));
    return reply.build();
  }
}
