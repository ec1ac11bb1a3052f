package dev.waymark.server.account;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What every form that posts carries in the hidden field {@value #FIELD}, and every request of a
 * script in the header {@value #HEADER}: {@code {inject:csrf.token}} in templates. It follows from
 * the session's secret, and before somebody has signed in from a secret of the visit.
 */
@RequestScoped
@Named("csrf")
public class CsrfToken {
  public static final String FIELD = "csrf";
  public static final String HEADER = "X-CSRF-Token";

  private final HttpServerRequest request;
  private Optional<String> visit = Optional.empty();

  CsrfToken(HttpServerRequest request) {
    this.request = request;
  }

  /** The token; for a visitor who hasn't signed in, the cookie that goes with it is set. */
  public String getToken() {
    return Tokens.csrf(secret().orElseGet(this::beginVisit));
  }

  /** Whether a token is the one of this request. */
  boolean matches(String token) {
    return secret()
        .map(
            secret ->
                MessageDigest.isEqual(
                    Tokens.csrf(secret).getBytes(StandardCharsets.UTF_8),
                    token.getBytes(StandardCharsets.UTF_8)))
        .orElse(false);
  }

  private Optional<String> secret() {
    return visit
        .or(() -> CredentialReader.sessionToken(request))
        .or(() -> CredentialReader.cookie(request, visitCookie()));
  }

  private String beginVisit() {
    String secret = Tokens.create();
    visit = Optional.of(secret);
    request
        .response()
        .addCookie(
            Cookie.cookie(visitCookie(), secret)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(request.isSSL())
                .setSameSite(CookieSameSite.STRICT));
    return secret;
  }

  private String visitCookie() {
    return request.isSSL() ? "__Host-waymark-visit" : "waymark-visit";
  }
}
