package dev.waymark.server.http;

import dev.waymark.server.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads each body into memory as it comes, so that no thread waits for a client. What is short is
 * read at once; what is long, when the sender is known: an account, or one who knows the secret of
 * a webhook. What is too large or too slow is told so.
 */
@ApplicationScoped
class RequestBodies {
  /** After {@link Admission}, before anybody asks who it is. */
  private static final int AT_ONCE = 950;

  /** After it is known who it is and that they may. */
  private static final int WHEN_KNOWN = 50;

  private static final Duration SOON = Duration.ofSeconds(5);

  private final long limit;
  private final long limitOfLarge;
  private final long limitOfAnonymous;
  private final long limitOfAll;
  private final Instance<EarlyAuthentication> proofs;
  private final Instance<LargeBody> large;
  private final ProblemSender reply;

  /** Bytes of all bodies that aren't whole yet. */
  private final AtomicLong held = new AtomicLong();

  RequestBodies(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limitOfLarge,
      HttpLimits limits,
      Instance<EarlyAuthentication> proofs,
      Instance<LargeBody> large,
      ProblemSender reply) {
    this.limitOfLarge = limitOfLarge.asLongValue();
    this.limit = Math.min(this.limitOfLarge, limits.maxBody().asLongValue());
    this.limitOfAnonymous = Math.min(this.limit, limits.maxAnonymousBody().asLongValue());
    this.limitOfAll = limits.maxBodiesInMemory().asLongValue();
    this.proofs = proofs;
    this.large = large;
    this.reply = reply;
  }

  void register(@Observes Filters filters) {
    filters.register(this::readShort, AT_ONCE);
    filters.register(this::readLong, WHEN_KNOWN);
  }

  private void readShort(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<Long> length = Admission.length(request);
    if (!Admission.hasBody(request)) {
      context.next();
    } else if (length.filter(bytes -> bytes > limitOf(request)).isPresent()) {
      reply.send(context, tooLarge(limitOf(request)));
    } else if (length.filter(bytes -> bytes <= limitOfAnonymous).isPresent()) {
      new Body(context, limitOfAnonymous).read();
    } else {
      context.next();
    }
  }

  private void readLong(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!Admission.hasBody(request) || context.body().buffer() != null) {
      context.next();
      return;
    }
    if (context.user() != null) {
      new Body(context, limitOf(request)).read();
      return;
    }
    Optional<EarlyAuthentication> proof =
        proofs.stream().filter(each -> each.path().equals(request.path())).findFirst();
    if (proof.isEmpty()) {
      readAnonymous(context);
      return;
    }
    context
        .vertx()
        .executeBlocking(() -> proof.orElseThrow().isGiven(request), false)
        .onSuccess(
            isGiven -> {
              if (isGiven) {
                new Body(context, limit).read();
              } else {
                readAnonymous(context);
              }
            })
        .onFailure(context::fail);
  }

  private long limitOf(HttpServerRequest request) {
    return large.stream().anyMatch(each -> each.isAt(request.path())) ? limitOfLarge : limit;
  }

  private void readAnonymous(RoutingContext context) {
    if (Admission.length(context.request()).orElse(0L) > limitOfAnonymous) {
      reply.send(context, tooLarge(limitOfAnonymous));
    } else {
      new Body(context, limitOfAnonymous).read();
    }
  }

  private static Problem tooLarge(long limit) {
    return new Problem(
        Problem.Kind.TOO_LARGE,
        "The body is larger than %,d KiB.".formatted(limit >> 10),
        "Send less at once.");
  }

  private static Problem tooSlow() {
    return new Problem(
        Problem.Kind.TIMED_OUT,
        "The body of the request came too slowly.",
        "Check the connection, and send it again.");
  }

  private static Problem tooMany() {
    return new Problem(
            Problem.Kind.UNAVAILABLE,
            "Too many requests are being sent at once.",
            "Send it again in a few seconds.")
        .retryAfter(SOON);
  }

  /** One that is being read. */
  private final class Body {
    private final RoutingContext context;
    private final long limit;
    private final Buffer bytes = Buffer.buffer();
    private long counted;
    private boolean isRefused;

    Body(RoutingContext context, long limit) {
      this.context = context;
      this.limit = limit;
    }

    void read() {
      HttpServerRequest request = context.request();
      Optional<ConnectionWatch> watch = ConnectionWatch.of(request);
      request.exceptionHandler(broken -> release());
      request.handler(this::take);
      request.endHandler(ended -> finish(watch));
      if (request.getHeader(HttpHeaders.EXPECT) != null) {
        context.response().writeContinue();
        request.headers().remove(HttpHeaders.EXPECT);
      }
      watch.ifPresent(each -> each.body(() -> giveUp(each)));
      request.resume();
    }

    private void take(Buffer chunk) {
      if (isRefused) {
        return;
      }
      if (bytes.length() + chunk.length() > limit) {
        refuse(tooLarge(limit));
      } else if (held.get() + chunk.length() > limitOfAll) {
        refuse(tooMany());
      } else {
        held.addAndGet(chunk.length());
        counted += chunk.length();
        bytes.appendBuffer(chunk);
      }
    }

    private void refuse(Problem problem) {
      isRefused = true;
      release();
      reply.send(context, problem);
    }

    private void giveUp(ConnectionWatch watch) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      refuse(tooSlow());
      watch.close();
    }

    private void release() {
      held.addAndGet(-counted);
      counted = 0;
    }

    private void finish(Optional<ConnectionWatch> watch) {
      if (!isRefused) {
        release();
        watch.ifPresent(ConnectionWatch::work);
        ((RoutingContextInternal) context).setBody(bytes);
        context.next();
      }
    }
  }
}
