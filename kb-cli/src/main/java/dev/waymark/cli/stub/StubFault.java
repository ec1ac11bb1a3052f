package dev.waymark.cli.stub;

import java.util.Locale;
import java.util.Optional;

/** A way in which Azure, or the network before it, may fail. */
public enum StubFault {
  /** 429 that says to wait a second. */
  THROTTLED,
  /** 429 that doesn't say for how long. */
  THROTTLED_SILENTLY,
  /** 503. */
  UNAVAILABLE,
  /** 504 with {@code retry-after: 0}. */
  TIMED_OUT,
  /** 401. */
  UNAUTHORISED,
  /** 403. */
  FORBIDDEN,
  /** The rows, and an error beside them. */
  PARTIAL,
  /** 200 without a body. */
  EMPTY,
  /** 200 with a page that isn't JSON. */
  GARBAGE,
  /** 200 with JSON that isn't an answer. */
  OTHER_JSON,
  /** Half of the body, then the connection ends. */
  TRUNCATED,
  /** Half of the body, then nothing. */
  STALLED,
  /** No reply at all. */
  SILENT,
  /** The connection ends before a reply. */
  DROPPED;

  /** As it is written on the command line, such as {@code throttled-silently}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<StubFault> of(String label) {
    for (StubFault fault : values()) {
      if (fault.label().equals(label)) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
