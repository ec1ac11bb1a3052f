package dev.waymark.server.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever goes wrong into one reply: JSON for programs, a page for people. */
class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private final HttpServerRequest request;
  private final Instance<ProblemPage> page;

  @Inject
  ProblemMappers(HttpServerRequest request, Instance<ProblemPage> page) {
    this.request = request;
    this.page = page;
  }

  @ServerExceptionMapper
  public Response problem(ProblemException e) {
    return reply(e.problem());
  }

  @ServerExceptionMapper
  public Response notFound(NotFoundException e) {
    return reply(
        Problem.notFound("There is nothing at " + request.path() + ".", "Check the address."));
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e) {
    return reply(
        new Problem(
            Problem.Kind.FORBIDDEN,
            "Your role doesn't allow this.",
            "Ask an administrator for another role."));
  }

  @ServerExceptionMapper
  public Response unauthorized(UnauthorizedException e) {
    return reply(
        new Problem(Problem.Kind.UNAUTHENTICATED, "This needs an account.", "Sign in at /login."));
  }

  @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
  public Response malformed(Exception e) {
    return reply(
        new Problem(
            Problem.Kind.MALFORMED,
            "The body isn't the JSON that is expected: " + firstLine(e) + ".",
            "Compare it with the schema at /q/openapi."));
  }

  @ServerExceptionMapper
  public Response other(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    if (status < 400 || e.getResponse().hasEntity()) {
      return e.getResponse();
    }
    if (e.getCause() instanceof JsonProcessingException json) {
      return malformed(json);
    }
    return switch (status) {
      case 401 -> unauthorized(new UnauthorizedException());
      case 403 -> forbidden(new ForbiddenException());
      case 404 -> notFound(new NotFoundException());
      case 413 ->
          reply(
              new Problem(
                  Problem.Kind.TOO_LARGE, "The request is too large.", "Send less at once."));
      case 405, 406, 415 ->
          Response.fromResponse(
                  reply(
                      new Problem(
                          Problem.Kind.MALFORMED,
                          "%s can't be sent like this here (%s)."
                              .formatted(
                                  request.method(),
                                  e.getResponse().getStatusInfo().getReasonPhrase()),
                          "See /q/openapi for what this address takes and gives.")))
              .status(status)
              .build();
      case 400 ->
          reply(
              new Problem(
                  Problem.Kind.MALFORMED,
                  "The request can't be read.",
                  "See /q/openapi for what this address takes."));
      default -> unexpected(e);
    };
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isConnectionLost(sql)) {
        LOG.warn("The database can't be reached: " + sql.getMessage());
        return reply(
            new Problem(
                Problem.Kind.UNAVAILABLE,
                "The database can't be reached.",
                "Wait a few seconds and try again: nothing was written."));
      }
    }
    UUID incident = UUID.randomUUID();
    LOG.error(
        "Unexpected failure " + incident + " at " + request.method() + " " + request.path(), e);
    Problem problem =
        new Problem(
            Problem.Kind.UNEXPECTED,
            "The server failed; its log has the details under " + incident + ".",
            "Try again, and report it if it stays.");
    return reply(problem);
  }

  private static boolean isConnectionLost(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.startsWith("08") || state.startsWith("57P");
  }

  private static String firstLine(Exception e) {
    String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : "";
    return message.lines().findFirst().orElse("it can't be read");
  }

  private Response reply(Problem problem) {
    boolean isPage =
        !request.path().startsWith("/api/")
            && page.isResolvable()
            && request.getHeader("Accept") != null
            && request.getHeader("Accept").contains(MediaType.TEXT_HTML);
    return Response.status(problem.kind().status())
        .type(isPage ? MediaType.TEXT_HTML + ";charset=UTF-8" : ProblemJson.MEDIA_TYPE)
        .entity(
            isPage
                ? page.get().render(problem)
                : ProblemJson.of(problem, request.path()).toString())
        .build();
  }
}
