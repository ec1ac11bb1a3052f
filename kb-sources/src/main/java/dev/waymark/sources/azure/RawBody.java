package dev.waymark.sources.azure;

import reactor.core.publisher.Mono;

/**
 * The bytes of a reply. The SDK's model of a log answer loses the columns of a table without rows
 * and the details of a partial error, so these are read from what was really sent.
 */
final class RawBody {
  static final String KEY = "waymark-raw-body";

  private volatile byte[] bytes = new byte[0];

  void set(byte[] body) {
    bytes = body;
  }

  byte[] get() {
    return bytes;
  }

  /** A call whose reply is kept here. */
  <T> Mono<T> of(Mono<T> call) {
    return call.contextWrite(context -> context.put(KEY, this));
  }
}
