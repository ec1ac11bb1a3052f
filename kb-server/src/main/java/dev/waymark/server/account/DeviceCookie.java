package dev.waymark.server.account;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks a browser in which somebody has signed in, so that others who guess at the account don't
 * delay its owner there. It opens nothing. It is signed with the hash of the password, so that any
 * server on the database knows it and a new password makes it void.
 */
@RequestScoped
public class DeviceCookie {
  private static final Duration AGE = Duration.ofDays(180);

  private final HttpServerRequest request;

  DeviceCookie(HttpServerRequest request) {
    this.request = request;
  }

  /** To be set on the reply that begins a session or changes the password. */
  public NewCookie of(String device) {
    return new NewCookie.Builder(name(request.isSSL()))
        .value(device)
        .path("/")
        .maxAge((int) AGE.toSeconds())
        .httpOnly(true)
        .secure(request.isSSL())
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  static String name(boolean secure) {
    return secure ? "__Host-waymark-device" : "waymark-device";
  }

  /** What to leave in a browser. */
  static String create(String account, String passwordHash) {
    String id = Tokens.create();
    return id + "." + signature(account, id, passwordHash);
  }

  /** The browser's name where it was left there for this account and password. */
  static Optional<String> verify(String cookie, String account, String passwordHash) {
    int dot = cookie.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String id = cookie.substring(0, dot);
    boolean isGenuine =
        MessageDigest.isEqual(
            signature(account, id, passwordHash).getBytes(StandardCharsets.UTF_8),
            cookie.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
    return isGenuine ? Optional.of(id) : Optional.empty();
  }

  private static String signature(String account, String id, String passwordHash) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(passwordHash.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed =
          mac.doFinal(("device:" + account + "\n" + id).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
