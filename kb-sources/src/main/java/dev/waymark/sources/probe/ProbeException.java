package dev.waymark.sources.probe;

import dev.waymark.model.run.FailureKind;
import dev.waymark.runbooks.fence.Body;
import java.io.Serial;

/** A probe that can't be asked, or that says nothing. */
final class ProbeException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final String hint;

  ProbeException(FailureKind kind, String message, String hint) {
    super(message);
    this.kind = kind;
    this.hint = hint;
  }

  /** Of a text that isn't such a probe. */
  static ProbeException invalid(String message, String hint) {
    return new ProbeException(FailureKind.INVALID, message, hint);
  }

  /** What a body says, if nothing is wrong with it. */
  static <T> T unless(Body<T> body) throws ProbeException {
    if (!body.faults().isEmpty()) {
      throw invalid(body.faults().get(0).message(), body.faults().get(0).hint());
    }
    return body.value().orElseThrow();
  }

  FailureKind kind() {
    return kind;
  }

  String hint() {
    return hint;
  }
}
