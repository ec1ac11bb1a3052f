package dev.waymark.server.account;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Keeps tokens to what they are for: see {@link NotByToken} and {@link TokenScope}. */
class TokenFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final CurrentUser user;
  private final ResourceInfo resource;

  @Inject
  TokenFilter(CurrentUser user, ResourceInfo resource) {
    this.user = user;
    this.resource = resource;
  }

  @ServerRequestFilter
  public void check(ResteasyReactiveContainerRequestContext context) {
    if (is(PermitAll.class)) {
      // Who sends it doesn't matter, and a webhook's secret isn't a token of ours.
      return;
    }
    Optional<AuthenticationMethod> proof = user.proof();
    if (proof.filter(AuthenticationMethod::isToken).isEmpty()) {
      return;
    }
    if (is(NotByToken.class)) {
      throw refused(
          "A token can't do this: accounts, roles, passwords and tokens are for people.",
          "Sign in with a browser, or send name and password as `Authorization: Basic …`.");
    }
    if (proof.orElseThrow() == AuthenticationMethod.READING_TOKEN
        && !SAFE.contains(context.getMethod())
        && !is(ReadOnlyPost.class)) {
      throw refused("This token may only read.", "Make one with the scope `role`.");
    }
  }

  private boolean is(Class<? extends Annotation> mark) {
    return resource.getResourceMethod().isAnnotationPresent(mark)
        || resource.getResourceClass().isAnnotationPresent(mark);
  }

  private static ProblemException refused(String detail, String hint) {
    return new ProblemException(new Problem(Problem.Kind.FORBIDDEN, detail, hint));
  }
}
