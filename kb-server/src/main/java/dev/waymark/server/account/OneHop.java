package dev.waymark.server.account;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Hands a request that brings a credential to a worker thread once, with its short body already
 * read. Looking the credential up blocks, reading the body blocks and so does the resource: without
 * this each of them would wait for a thread of its own, and for the event loop in between.
 */
@ApplicationScoped
class OneHop {
  /** After the headers that every reply has, before authentication. */
  private static final int BEFORE_AUTHENTICATION = 900;

  /** Inputs of programs are far shorter; what is longer is read as it comes. */
  private static final int LONGEST_BODY = 64 * 1024;

  void register(@Observes Filters filters) {
    filters.register(OneHop::handle, BEFORE_AUTHENTICATION);
  }

  private static void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.path().startsWith("/static/") || CredentialReader.read(request).isEmpty()) {
      context.next();
    } else if (request.method().equals(HttpMethod.GET)) {
      goOn(context);
    } else if (isShortJson(request)) {
      readAndGoOn(context);
    } else {
      context.next();
    }
  }

  private static boolean isShortJson(HttpServerRequest request) {
    // What comes over HTTP/2 may have been read already while the connection was upgraded.
    return request.version() == HttpVersion.HTTP_1_1
        && !request.isEnded()
        && Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE))
            .filter(type -> type.startsWith("application/json"))
            .isPresent()
        && request.getHeader(HttpHeaders.EXPECT) == null
        && length(request) <= LONGEST_BODY;
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? Long.MAX_VALUE : Long.parseLong(length);
  }

  private static void readAndGoOn(RoutingContext context) {
    context
        .request()
        .body()
        .onSuccess(
            body -> {
              ((RoutingContextInternal) context).setBody(body);
              goOn(context);
            })
        .onFailure(context::fail);
    context.request().resume();
  }

  private static void goOn(RoutingContext context) {
    Context current = Vertx.currentContext();
    current
        .executeBlocking(
            () -> {
              context.next();
              return true;
            },
            false)
        .onFailure(context::fail);
  }
}
