package dev.waymark.server.account;

import dev.waymark.server.account.CredentialRequest.Credential;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemJson;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Signs requests in: browsers by the cookie of their session, programs by a token, scripts by name
 * and password. Anybody else is redirected to the sign-in page; a program is refused.
 */
@ApplicationScoped
class CredentialMechanism implements HttpAuthenticationMechanism {
  private static final int FOUND = 302;

  /** Where the problem of a credential that was refused waits for the reply. */
  static final String REFUSAL = CredentialMechanism.class.getName();

  private static final Problem NONE =
      new Problem(
          Problem.Kind.UNAUTHENTICATED,
          "This needs an account.",
          "Send a token as `Authorization: Bearer …`, or sign in at /login.");

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    Optional<Credential> credential = CredentialReader.read(context.request());
    if (credential.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    CredentialRequest request =
        new CredentialRequest(credential.orElseThrow(), Client.of(context.request()));
    HttpSecurityUtils.setRoutingContextAttribute(request, context);
    Uni<SecurityIdentity> identity = identityProviders.authenticate(request);
    return credential.orElseThrow() instanceof Credential.Session
        // A session that has ended isn't an attempt to break in: its browser may sign in again.
        ? identity.onFailure(AuthenticationFailedException.class).recoverWithNull()
        : identity;
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(CredentialRequest.class);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    if (isPage(context)) {
      return Uni.createFrom()
          .item(new ChallengeData(FOUND, HttpHeaders.LOCATION, signInPage(context)));
    }
    Problem problem = problem(context);
    return Uni.createFrom()
        .item(
            problem
                .retryAfterSeconds()
                .map(
                    seconds ->
                        new ChallengeData(
                            problem.kind().status(), HttpHeaders.RETRY_AFTER, seconds))
                .orElseGet(() -> new ChallengeData(problem.kind().status(), null, null)));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    if (isPage(context)) {
      return HttpAuthenticationMechanism.super.sendChallenge(context);
    }
    Problem problem = problem(context);
    HttpServerResponse response = context.response().setStatusCode(problem.kind().status());
    if (problem.kind() == Problem.Kind.UNAUTHENTICATED) {
      // Never Basic: a browser would ask for a password and then send it by itself.
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, seconds));
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
        .end(ProblemJson.of(problem, context.request().path()).toString());
    return Uni.createFrom().item(true);
  }

  static Problem problem(RoutingContext context) {
    return Optional.<Problem>ofNullable(context.get(REFUSAL)).orElse(NONE);
  }

  /** Whether a person looks at the reply. */
  private static boolean isPage(RoutingContext context) {
    if (context.get(REFUSAL) != null) {
      // Pages sign in by a cookie; whoever sends another credential is a program.
      return false;
    }
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
    return !context.request().path().startsWith("/api/")
        && accepted != null
        && accepted.contains("text/html");
  }

  /** Comes back to a page: the one that was asked for, or where a form was sent from. */
  private static String signInPage(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<String> page =
        request.method().equals(HttpMethod.GET) ? Optional.of(request.uri()) : sentFrom(request);
    return page.filter(path -> !path.equals("/"))
        .map(path -> "/login?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
        .orElse("/login");
  }

  /** The page of this server that a form stood on, as browsers tell it. */
  private static Optional<String> sentFrom(HttpServerRequest request) {
    String own = request.scheme() + "://" + request.authority();
    return Optional.ofNullable(request.getHeader("Referer"))
        .filter(page -> page.startsWith(own + "/"))
        .map(page -> page.substring(own.length()));
  }
}
