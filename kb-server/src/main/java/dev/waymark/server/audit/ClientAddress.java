package dev.waymark.server.audit;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Where a request comes from: the other end of its connection, or what a proxy that is believed
 * says of it.
 */
@ApplicationScoped
public class ClientAddress {
  private static final int LONGEST = 64;

  private final CurrentVertxRequest requests;

  ClientAddress(CurrentVertxRequest requests) {
    this.requests = requests;
  }

  /** Of the request that is being served; none if the server works by itself. */
  Optional<String> current() {
    return Arc.container().requestContext().isActive()
        ? Optional.ofNullable(requests.getCurrent()).map(context -> of(context.request()))
        : Optional.empty();
  }

  public static String of(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    if (remote == null) {
      return "";
    }
    String address = remote.hostAddress() == null ? remote.host() : remote.hostAddress();
    // A proxy may say anything.
    String plain = address == null ? "" : address.replaceAll("[^0-9A-Za-z.:%_-]", "");
    return plain.substring(0, Math.min(LONGEST, plain.length()));
  }
}
