package dev.waymark.server.problem;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Words a problem for whoever sent the request: a page for people, JSON for programs. */
@ApplicationScoped
public class ProblemReply {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String RETRY_AFTER = "Retry-After";

  /** Has a browser ask again by itself, script or not. */
  private static final String REFRESH = "Refresh";

  private final Instance<ProblemPage> page;
  private final Instance<SentForms> forms;

  ProblemReply(Instance<ProblemPage> page, Instance<SentForms> forms) {
    this.page = page;
    this.forms = forms;
  }

  /** What goes out. */
  public record Reply(int status, Map<String, String> headers, String body) {
    public Reply {
      headers = Map.copyOf(headers);
    }
  }

  /** The reply to a request; asks nothing but the request itself. */
  public Reply to(RoutingContext context, Problem problem) {
    HttpServerRequest request = context.request();
    boolean isPage = page.isResolvable() && isPage(request);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(CONTENT_TYPE, isPage ? "text/html;charset=UTF-8" : ProblemJson.MEDIA_TYPE);
    problem.retryAfterSeconds().ifPresent(seconds -> headers.put(RETRY_AFTER, seconds));
    if (!isPage) {
      return reply(problem, headers, ProblemJson.of(problem, request.path()).toString());
    }
    boolean isForLater = problem.kind() == Problem.Kind.UNAVAILABLE;
    if (isForLater && request.method().equals(HttpMethod.GET)) {
      problem.retryAfterSeconds().ifPresent(seconds -> headers.put(REFRESH, seconds));
    }
    Optional<SentForm> form =
        isForLater && forms.isResolvable() ? forms.get().of(context) : Optional.empty();
    return reply(problem, headers, page.get().render(problem, request, form));
  }

  private static Reply reply(Problem problem, Map<String, String> headers, String body) {
    return new Reply(problem.kind().status(), headers, body);
  }

  private static boolean isPage(HttpServerRequest request) {
    String accepted = request.getHeader("Accept");
    return !request.path().startsWith("/api/")
        && accepted != null
        && accepted.contains("text/html");
  }
}
