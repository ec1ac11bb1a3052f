package dev.waymark.server.account;

import static java.util.Objects.requireNonNull;

import dev.waymark.server.audit.ClientAddress;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Who is at the other end, before it is known whom they are.
 *
 * @param browser in words, such as “Firefox on Linux”
 * @param device what {@link DeviceCookie} left there when somebody signed in
 */
public record Client(String address, String browser, Optional<String> device) {
  public Client {
    requireNonNull(address);
    requireNonNull(browser);
    requireNonNull(device);
  }

  public static Client of(HttpServerRequest request) {
    return new Client(
        ClientAddress.of(request),
        BrowserName.of(Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)).orElse("")),
        CredentialReader.cookie(request, DeviceCookie.name(request.isSSL())));
  }
}
