package dev.waymark.server.problem;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Shows a problem to a person; the pages bring the one implementation. */
public interface ProblemPage {
  /**
   * A whole HTML document. It is made of nothing but its arguments: whatever else the server knows
   * may be what has failed.
   *
   * @param request for how its sender wants pages to look
   * @param form what the sender wanted to have kept, and may send again
   */
  String render(Problem problem, HttpServerRequest request, Optional<SentForm> form);
}
