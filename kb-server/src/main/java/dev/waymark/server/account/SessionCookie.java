package dev.waymark.server.account;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that carries a session: never readable by script, never sent from another site, and
 * over HTTPS bound to this very host.
 */
@RequestScoped
public class SessionCookie {
  private final HttpServerRequest request;

  SessionCookie(HttpServerRequest request) {
    this.request = request;
  }

  /** To be set on the reply that begins a session. */
  public NewCookie of(NewSession session) {
    return cookie(session.token(), Sessions.LONGEST);
  }

  /** To be set on the reply that ends a session. */
  public NewCookie cleared() {
    return cookie("", Duration.ZERO);
  }

  /** The token that the request brought. */
  public Optional<String> token() {
    return CredentialReader.sessionToken(request);
  }

  static String name(boolean secure) {
    return secure ? "__Host-waymark-session" : "waymark-session";
  }

  private NewCookie cookie(String value, Duration age) {
    return new NewCookie.Builder(name(request.isSSL()))
        .value(value)
        .path("/")
        .maxAge((int) age.toSeconds())
        .httpOnly(true)
        .secure(request.isSSL())
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }
}
