package dev.waymark.server.account;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Hands a request that brings a credential to a worker thread once its body has been read. Looking
 * the credential up blocks and so does the resource: without this each of them would wait for a
 * thread of its own, and for the event loop in between.
 */
@ApplicationScoped
class WorkerThreadHop {
  /** After short bodies are read, before authentication. */
  private static final int BEFORE_AUTHENTICATION = 900;

  void register(@Observes Filters filters) {
    filters.register(WorkerThreadHop::handle, BEFORE_AUTHENTICATION);
  }

  private static void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.path().startsWith("/static/") || CredentialReader.read(request).isEmpty()) {
      context.next();
    } else if (request.method().equals(HttpMethod.GET) || context.body().buffer() != null) {
      goOn(context);
    } else {
      context.next();
    }
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
