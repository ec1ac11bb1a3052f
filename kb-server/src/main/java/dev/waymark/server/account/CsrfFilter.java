package dev.waymark.server.account;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Refuses what another site makes a browser send. A request that changes something must not come
 * from elsewhere, and where a cookie could have signed it in it must carry the {@link CsrfToken}.
 */
class CsrfFilter {
  /** Where forges call, and the headers that no form of another site can carry. */
  private static final String CONTENT_HOOK = "/api/v1/content/hook";

  private static final Set<String> OF_FORGES = Set.of("X-Hub-Signature-256", "X-Gitlab-Token");

  /** Where monitoring systems call; no cookie signs in there, the secret does. */
  private static final String ALERT_HOOK = "/api/v1/alerts/hook";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final HttpServerRequest request;
  private final CsrfToken token;

  @Inject
  CsrfFilter(HttpServerRequest request, CsrfToken token) {
    this.request = request;
    this.token = token;
  }

  @ServerRequestFilter
  @WithFormRead
  public void check(ResteasyReactiveContainerRequestContext context) {
    if (SAFE.contains(context.getMethod())) {
      return;
    }
    if (isFromElsewhere()) {
      throw refused("The request comes from another site.");
    }
    if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
      // No browser adds this by itself: the server never asks for it.
      return;
    }
    if (request.path().equals(CONTENT_HOOK) && OF_FORGES.stream().anyMatch(this::isSent)) {
      return;
    }
    if (request.path().equals(ALERT_HOOK) && request.getParam("secret") != null) {
      return;
    }
    if (sentToken(context).filter(token::matches).isEmpty()) {
      throw refused("The request doesn't carry the token of your session.");
    }
  }

  private boolean isSent(String header) {
    return request.getHeader(header) != null;
  }

  private boolean isFromElsewhere() {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && !isOwn(origin);
  }

  private boolean isOwn(String origin) {
    try {
      URI uri = URI.create(origin);
      return request.scheme().equals(uri.getScheme())
          && request.authority() != null
          && request.authority().toString().equals(uri.getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Optional<String> sentToken(ResteasyReactiveContainerRequestContext context) {
    String header = request.getHeader(CsrfToken.HEADER);
    if (header != null) {
      return Optional.of(header);
    }
    ResteasyReactiveRequestContext server =
        (ResteasyReactiveRequestContext) context.getServerRequestContext();
    return server.getFormParameter(CsrfToken.FIELD, true, false) instanceof String field
        ? Optional.of(field)
        : Optional.empty();
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(
        new Problem(
            Problem.Kind.FORBIDDEN,
            detail,
            "Open the page again and repeat what you did. A program sends `Authorization: Bearer …`."));
  }
}
