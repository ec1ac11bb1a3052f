package dev.waymark.server.account;

import dev.waymark.server.account.CredentialRequest.Credential;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Finds the credential of a request: the header where there is one, else the cookie. */
final class CredentialReader {
  private CredentialReader() {}

  static Optional<Credential> read(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      return ofHeader(header.strip());
    }
    return sessionToken(request).map(Credential.Session::new);
  }

  /** The session's token, whatever else the request brought. */
  static Optional<String> sessionToken(HttpServerRequest request) {
    return cookie(request, SessionCookie.name(request.isSSL()));
  }

  static Optional<String> cookie(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getCookie(name))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  private static Optional<Credential> ofHeader(String header) {
    int space = header.indexOf(' ');
    String scheme = space < 0 ? header : header.substring(0, space);
    String rest = space < 0 ? "" : header.substring(space + 1).strip();
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "bearer" -> Optional.of(new Credential.Bearer(rest));
      case "basic" -> Optional.of(ofBasic(rest));
      default -> Optional.of(new Credential.Bearer(""));
    };
  }

  private static Credential ofBasic(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? new Credential.Password(pair, "")
          : new Credential.Password(pair.substring(0, colon), pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return new Credential.Password("", "");
    }
  }
}
