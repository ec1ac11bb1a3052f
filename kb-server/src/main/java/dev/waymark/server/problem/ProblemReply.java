package dev.waymark.server.problem;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.LinkedHashMap;
import java.util.Map;

/** Words a problem for whoever sent the request: a page for people, JSON for programs. */
@ApplicationScoped
public class ProblemReply {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String RETRY_AFTER = "Retry-After";

  private final Instance<ProblemPage> page;

  ProblemReply(Instance<ProblemPage> page) {
    this.page = page;
  }

  /** What goes out. */
  public record Reply(int status, Map<String, String> headers, String body) {
    public Reply {
      headers = Map.copyOf(headers);
    }
  }

  /** The reply to a request; asks nothing but the request itself. */
  public Reply to(HttpServerRequest request, Problem problem) {
    boolean isPage = page.isResolvable() && isPage(request);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(CONTENT_TYPE, isPage ? "text/html;charset=UTF-8" : ProblemJson.MEDIA_TYPE);
    problem.retryAfterSeconds().ifPresent(seconds -> headers.put(RETRY_AFTER, seconds));
    return new Reply(
        problem.kind().status(),
        headers,
        isPage
            ? page.get().render(problem, request)
            : ProblemJson.of(problem, request.path()).toString());
  }

  private static boolean isPage(HttpServerRequest request) {
    String accepted = request.getHeader("Accept");
    return !request.path().startsWith("/api/")
        && accepted != null
        && accepted.contains("text/html");
  }
}
