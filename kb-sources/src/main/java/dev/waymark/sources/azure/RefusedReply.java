package dev.waymark.sources.azure;

import java.time.Duration;
import java.util.Optional;

/** A service said no; stays within this package, where {@link Failures} puts it into words. */
final class RefusedReply extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Optional<Duration> retryAfter;
  private final String body;

  RefusedReply(int status, Optional<Duration> retryAfter, String body) {
    super("status " + status, null, false, false);
    this.status = status;
    this.retryAfter = retryAfter;
    this.body = body;
  }

  int status() {
    return status;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  String body() {
    return body;
  }
}
