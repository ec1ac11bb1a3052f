package dev.waymark.server.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * What every reply tells the browser not to do, errors and files included. {@link
 * SafetyHeadersHandler} adds what is the same for all; what depends on the request is added here.
 */
@ApplicationScoped
class SafetyHeaders {
  private static final int BEFORE_EVERYTHING = 1_000;

  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
              + " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=()");

  /** Over HTTPS: for a year, no other way. */
  static final String ONLY_HTTPS = "Strict-Transport-Security";

  static final String FOR_A_YEAR = "max-age=31536000";

  void register(@Observes Filters filters) {
    filters.register(SafetyHeaders::add, BEFORE_EVERYTHING);
  }

  private static void add(RoutingContext context) {
    MultiMap headers = context.response().headers();
    if (context.request().isSSL()) {
      headers.set(ONLY_HTTPS, FOR_A_YEAR);
    }
    if (!context.request().path().startsWith("/static/")) {
      headers.set("Cache-Control", "no-store");
    }
    context.next();
  }
}
