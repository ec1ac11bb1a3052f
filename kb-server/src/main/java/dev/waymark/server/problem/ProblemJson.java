package dev.waymark.server.problem;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A problem as RFC 9457 writes it. */
public final class ProblemJson {
  public static final String MEDIA_TYPE = "application/problem+json";

  private ProblemJson() {}

  /**
   * The document; {@code hint} is a member of ours and says what to do.
   *
   * @param instance the path that was asked for
   */
  public static ObjectNode of(Problem problem, String instance) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "about:blank")
        .put("title", problem.kind().title())
        .put("status", problem.kind().status())
        .put("detail", problem.detail())
        .put("hint", problem.hint())
        .put("instance", instance);
  }
}
