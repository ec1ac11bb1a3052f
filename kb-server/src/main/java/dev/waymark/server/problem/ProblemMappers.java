package dev.waymark.server.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever goes wrong into one reply: JSON for programs, a page for people. */
class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private final RoutingContext context;
  private final ProblemReply replies;
  private final DatabaseProblems troubles;

  @Inject
  ProblemMappers(RoutingContext context, ProblemReply replies, DatabaseProblems troubles) {
    this.context = context;
    this.replies = replies;
    this.troubles = troubles;
  }

  @ServerExceptionMapper
  public Response problem(ProblemException e) {
    return reply(e.problem());
  }

  @ServerExceptionMapper
  public Response notFound(NotFoundException e) {
    return reply(Problem.ofStatus(404, request().path()));
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e) {
    return reply(Problem.ofStatus(403, request().path()));
  }

  @ServerExceptionMapper
  public Response unauthorized(UnauthorizedException e) {
    return reply(Problem.ofStatus(401, request().path()));
  }

  @ServerExceptionMapper({
    JsonProcessingException.class,
    MismatchedInputException.class,
    StreamConstraintsException.class,
    CharConversionException.class
  })
  public Response malformed(Exception e) {
    if (isCausedBy(e, StreamConstraintsException.class)) {
      return reply(
          Problem.invalid(
              "The body goes beyond what is read of JSON.",
              "Objects and lists may be 1,000 deep, numbers 1,000 characters long, names 50,000."));
    }
    return reply(
        new Problem(
            Problem.Kind.MALFORMED,
            "The body isn't the JSON that is expected: " + why(e) + ".",
            "Compare it with the schema at /q/openapi."));
  }

  /** What comes from the network: a form that is cut, a body that stops. */
  @ServerExceptionMapper
  public Response unreadable(IOException e) {
    LOG.debug("The body of a request can't be read", e);
    return reply(
        new Problem(
            Problem.Kind.MALFORMED,
            "The body can't be read as the kind of content that it is said to be.",
            "Send it whole, with the Content-Type that it has."));
  }

  @ServerExceptionMapper
  public Response other(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    if (status < 400 || e.getResponse().hasEntity()) {
      return e.getResponse();
    }
    if (e.getCause() instanceof JsonProcessingException
        || e.getCause() instanceof CharConversionException) {
      return malformed((IOException) e.getCause());
    }
    return switch (status) {
      case 400, 401, 403, 404, 413 -> reply(Problem.ofStatus(status, request().path()));
      case 405 -> wrongWay(Problem.Kind.METHOD_NOT_ALLOWED, e);
      case 406 -> wrongWay(Problem.Kind.NOT_ACCEPTABLE, e);
      case 415 -> wrongWay(Problem.Kind.UNSUPPORTED_TYPE, e);
      default -> unexpected(e);
    };
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable e) {
    Optional<Problem> unavailable = troubles.problem(e);
    if (unavailable.isPresent()) {
      return reply(unavailable.orElseThrow());
    }
    UUID errorId = UUID.randomUUID();
    LOG.error(
        "Unexpected failure " + errorId + " at " + request().method() + " " + request().path(), e);
    return reply(Problem.unexpected(errorId));
  }

  private Response wrongWay(Problem.Kind kind, WebApplicationException e) {
    return reply(
        new Problem(
            kind,
            "%s can't be sent like this here (%s)."
                .formatted(request().method(), e.getResponse().getStatusInfo().getReasonPhrase()),
            "See /q/openapi for what this address takes and gives."));
  }

  private static boolean isCausedBy(Throwable e, Class<? extends Throwable> type) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause).anyMatch(type::isInstance);
  }

  private static String why(Exception e) {
    if (e instanceof InvalidFormatException wrong && isCausedBy(e, DateTimeException.class)) {
      String name =
          wrong.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .filter(Objects::nonNull)
              .collect(Collectors.joining("."));
      return "`" + name + "` isn't a time such as `2026-11-30T14:00:00Z`";
    }
    String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : "";
    return message.lines().findFirst().orElse("it can't be read");
  }

  private HttpServerRequest request() {
    return context.request();
  }

  private Response reply(Problem problem) {
    ProblemReply.Reply reply = replies.to(context, problem);
    Response.ResponseBuilder response = Response.status(reply.status()).entity(reply.body());
    reply.headers().forEach(response::header);
    return response.build();
  }
}
