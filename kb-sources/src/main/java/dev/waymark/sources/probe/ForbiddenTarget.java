package dev.waymark.sources.probe;

import java.io.Serial;
import java.net.UnknownHostException;

/** The policy refuses a name or one of its addresses. */
final class ForbiddenTarget extends UnknownHostException {
  @Serial private static final long serialVersionUID = 1L;

  ForbiddenTarget(String why) {
    super(why);
  }
}
