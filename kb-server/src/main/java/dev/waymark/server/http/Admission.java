package dev.waymark.server.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;

/** Tells the {@link ConnectionWatch} when a request has come and when it is answered. */
@ApplicationScoped
class Admission {
  /** After the safety headers, before all else. */
  private static final int FIRST = 990;

  /** So much of a body that nobody reads is thrown away, so that its sender gets to the reply. */
  private static final long MOST_DISCARDED = 64L << 20;

  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  void register(@Observes Filters filters) {
    filters.register(Admission::admit, FIRST);
  }

  private static void admit(RoutingContext context) {
    Optional<ConnectionWatch> watch = ConnectionWatch.of(context.request());
    if (watch.isPresent()) {
      if (!watch.orElseThrow().channel().isWritable()) {
        // The reply before this one hasn't been read: more of them would pile up.
        watch.orElseThrow().close();
        return;
      }
      watch.orElseThrow().work();
      context.addEndHandler(ended -> afterReply(context.request(), watch.orElseThrow()));
    }
    context.next();
  }

  private static void afterReply(HttpServerRequest request, ConnectionWatch watch) {
    if (!hasBody(request) || request.isEnded()) {
      watch.await();
    } else if (length(request).orElse(0L) > MOST_DISCARDED) {
      watch.close();
    } else {
      discard(request, watch);
    }
  }

  private static void discard(HttpServerRequest request, ConnectionWatch watch) {
    long[] left = {MOST_DISCARDED};
    request.handler(
        chunk -> {
          left[0] -= chunk.length();
          if (left[0] < 0) {
            watch.close();
          }
        });
    request.endHandler(ended -> watch.await());
    watch.body(watch::close);
    request.resume();
  }

  static boolean hasBody(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      // Its length may be unsaid, and it may have been read while the connection was upgraded.
      return !READS.contains(request.method()) && !request.isEnded();
    }
    return length(request).orElse(0L) > 0
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  /** As the client says it. */
  static Optional<Long> length(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_LENGTH)).map(Long::valueOf);
  }
}
