package dev.waymark.server.http;

import io.vertx.core.http.HttpServerRequest;

/**
 * Tells for a route without accounts who may send a long body, before it is read. May block; the
 * route itself proves again what it takes in.
 */
public interface EarlyAuthentication {
  /** The path of the route. */
  String path();

  /** Whether the request shows that its sender knows the secret, or may show it by the body. */
  boolean isGiven(HttpServerRequest request);
}
