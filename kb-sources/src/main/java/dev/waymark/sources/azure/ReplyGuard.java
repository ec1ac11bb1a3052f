package dev.waymark.sources.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Stands between the wire and the SDK: reads each reply whole, within bounds, and lets only those
 * through that are successes with a body of JSON. So the SDK never takes a refusal, half a reply or
 * none for rows.
 */
final class ReplyGuard implements HttpPipelinePolicy {
  private static final int MOST_BYTES = 64 * 1024 * 1024;
  private static final int MOST_OF_A_REFUSAL = 64 * 1024;

  private final Clock clock;

  ReplyGuard(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    return DroppedErrors.ignored(next.process().flatMap(this::checked))
        .doOnNext(
            reply ->
                call.getData(RawBody.KEY)
                    .filter(RawBody.class::isInstance)
                    .map(RawBody.class::cast)
                    .ifPresent(raw -> raw.set(reply.bytes())))
        .cast(HttpResponse.class);
  }

  private Mono<WholeReply> checked(HttpResponse response) {
    boolean good = response.getStatusCode() == 200;
    int most = good ? MOST_BYTES : MOST_OF_A_REFUSAL;
    return response
        .getBody()
        .collect(ByteArrayOutputStream::new, (bytes, part) -> append(bytes, part, most, good))
        .defaultIfEmpty(new ByteArrayOutputStream())
        .map(bytes -> good ? whole(response, bytes.toByteArray()) : refused(response, bytes));
  }

  private static void append(
      ByteArrayOutputStream bytes, ByteBuffer part, int most, boolean strict) {
    int room = most - bytes.size();
    if (strict && part.remaining() > room) {
      throw new MalformedReplyException("is larger than " + most / 1024 / 1024 + " MB");
    }
    byte[] copy = new byte[Math.min(part.remaining(), Math.max(0, room))];
    part.get(copy);
    bytes.writeBytes(copy);
  }

  private static WholeReply whole(HttpResponse response, byte[] body) {
    if (new String(body, 0, Math.min(body.length, 64), StandardCharsets.UTF_8).isBlank()) {
      throw new MalformedReplyException("is empty");
    }
    String length = response.getHeaderValue(HttpHeaderName.CONTENT_LENGTH);
    if (length != null && !length.equals(Integer.toString(body.length))) {
      throw new MalformedReplyException("ends before its end");
    }
    return new WholeReply(response, body);
  }

  private WholeReply refused(HttpResponse response, ByteArrayOutputStream body) {
    throw new RefusedReply(
        response.getStatusCode(),
        Optional.ofNullable(response.getHeaderValue(HttpHeaderName.RETRY_AFTER))
            .flatMap(this::length),
        body.toString(StandardCharsets.UTF_8));
  }

  /** Seconds, or a date. */
  private Optional<Duration> length(String retryAfter) {
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(retryAfter.strip()))));
    } catch (NumberFormatException notSeconds) {
      return until(retryAfter.strip());
    }
  }

  private Optional<Duration> until(String date) {
    try {
      Duration length =
          Duration.between(
              clock.instant(),
              ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return Optional.of(length.isNegative() ? Duration.ZERO : length);
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }
}
