package dev.waymark.server.api;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.problem.ProblemJson;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * What programs send. They are told that a body is too large; the HTTP server by itself answers
 * with nothing, and hangs up while the body is still on its way. And they send no forms: {@code
 * curl -d} calls JSON one, which would fail where it is taken apart as such.
 */
@ApplicationScoped
class RequestBodies {
  /** What the HTTP server holds against the bytes of a body whose length isn't given. */
  private static final String LIMIT_OF_CHUNKS = "io.quarkus.max-request-size";

  /** Before the HTTP server looks at the length, and behind it. */
  private static final int BEFORE = 10;

  private static final int BEHIND = 1;

  /** So much more of a body is read and thrown away, so that its sender gets to hear of it. */
  private static final long MOST_DISCARDED = 64L << 20;

  private static final String API = "/api/";

  private static final Pattern FORM =
      Pattern.compile(
          " *(application/x-www-form-urlencoded|multipart/form-data)", Pattern.CASE_INSENSITIVE);

  private final long limit;

  RequestBodies(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
    this.limit = limit.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseByLength, BEFORE);
    filters.register(RequestBodies::leaveBody, BEHIND);
  }

  private void refuseByLength(RoutingContext context) {
    HttpServerRequest request = context.request();
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || !request.path().startsWith(API) || Long.parseLong(length) <= limit) {
      context.next();
      return;
    }
    boolean isDiscarded = Long.parseLong(length) <= MOST_DISCARDED;
    context
        .response()
        .setStatusCode(Problem.Kind.TOO_LARGE.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
        .end(ProblemJson.of(problem(), request.path()).toString())
        .onComplete(
            ended -> {
              if (isDiscarded) {
                request.resume();
              } else {
                request.connection().close();
              }
            });
  }

  /** Leaves a body to the route that reads it. */
  private static void leaveBody(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.path().startsWith(API)) {
      context.put(LIMIT_OF_CHUNKS, Long.MAX_VALUE);
      String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
      if (type != null && FORM.matcher(type).lookingAt()) {
        request.headers().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
      }
    }
    context.next();
  }

  /** Bounds what is read of a body that comes in chunks. */
  @ServerRequestFilter
  public void bound(ContainerRequestContext context) {
    if (context.getUriInfo().getPath().startsWith(API) && context.getLength() < 0) {
      context.setEntityStream(new Bounded(context.getEntityStream()));
    }
  }

  private Problem problem() {
    return new Problem(
        Problem.Kind.TOO_LARGE,
        "The body is larger than %,d KiB.".formatted(limit >> 10),
        "Send less at once.");
  }

  /** Throws away what is beyond the limit, then says so. */
  private final class Bounded extends FilterInputStream {
    private long read;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      read += Math.max(count, 0);
      if (read > limit) {
        discard();
        throw new ProblemException(problem());
      }
      return count;
    }

    private void discard() throws IOException {
      byte[] rest = new byte[8_192];
      for (long left = MOST_DISCARDED; left > 0; ) {
        int count = super.read(rest, 0, rest.length);
        if (count < 0) {
          return;
        }
        left -= count;
      }
    }
  }
}
