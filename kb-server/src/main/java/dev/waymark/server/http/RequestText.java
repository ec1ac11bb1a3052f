package dev.waymark.server.http;

import dev.waymark.server.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Refuses addresses and forms that hold what isn't text, or more than is read, so that no route
 * meets it. The strings of JSON are looked at where JSON is read.
 */
@ApplicationScoped
class RequestText {
  /** After {@link Admission}. */
  private static final int ADDRESS = 980;

  /** After {@link RequestBodies}. */
  private static final int BODY = 40;

  /** Of an address or a form. */
  private static final int MOST_FIELDS = 1_000;

  private static final String API = "/api/";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PARTS = "multipart/form-data";

  private final ProblemSender reply;

  RequestText(ProblemSender reply) {
    this.reply = reply;
  }

  void register(@Observes Filters filters) {
    filters.register(this::checkAddress, ADDRESS);
    filters.register(this::checkBody, BODY);
  }

  private void checkAddress(RoutingContext context) {
    String address = context.request().uri();
    goOnUnless(fault("address", address.getBytes(StandardCharsets.UTF_8)), context);
  }

  private void checkBody(RoutingContext context) {
    HttpServerRequest request = context.request();
    String type =
        Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE))
            .orElse("")
            .strip()
            .toLowerCase(Locale.ROOT);
    boolean isForm = type.startsWith(FORM);
    boolean isParts = type.startsWith(PARTS);
    if (request.path().startsWith(API)) {
      if (isForm || isParts) {
        // `curl -d` calls JSON a form, which would fail where it is taken apart as such.
        request.headers().set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
      }
      context.next();
    } else if (isParts || type.contains("*")) {
      // A pattern of types would be taken for whatever a route reads.
      reply.send(context, otherForm());
    } else {
      if (isForm) {
        // Whatever encoding it names beside: it has none but UTF-8.
        request.headers().set(HttpHeaders.CONTENT_TYPE, FORM);
      }
      Buffer body = context.body().buffer();
      goOnUnless(
          isForm && body != null ? fault("form", body.getBytes()) : Optional.empty(), context);
    }
  }

  private void goOnUnless(Optional<Problem> problem, RoutingContext context) {
    if (problem.isPresent()) {
      reply.send(context, problem.orElseThrow());
    } else {
      context.next();
    }
  }

  private static Optional<Problem> fault(String what, byte[] encoded) {
    int fields = 1;
    for (byte character : encoded) {
      fields += character == '&' ? 1 : 0;
    }
    if (fields > MOST_FIELDS) {
      return Optional.of(
          new Problem(
              Problem.Kind.TOO_LARGE,
              "The %s has %,d fields; at most %,d are read.".formatted(what, fields, MOST_FIELDS),
              "Send fewer at once."));
    }
    return PercentText.fault(encoded)
        .map(
            fault ->
                new Problem(
                    Problem.Kind.MALFORMED,
                    "The %s has %s.".formatted(what, fault),
                    "Send text in UTF-8, percent-encoded."));
  }

  private static Problem otherForm() {
    return new Problem(
        Problem.Kind.UNSUPPORTED_TYPE,
        "The form isn't sent as " + FORM + ".",
        "Use the form on the page.");
  }
}
