package dev.waymark.cli.stub;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** A token of the stand-in's, which names whom it was made for. */
final class StubToken {
  /** The resource managers of the clouds. */
  static final Set<String> RESOURCE_MANAGERS =
      Set.of(
          "https://management.azure.com",
          "https://management.core.windows.net",
          "https://management.usgovcloudapi.net",
          "https://management.core.usgovcloudapi.net",
          "https://management.chinacloudapi.cn",
          "https://management.core.chinacloudapi.cn");

  /** The query services of Log Analytics of the clouds. */
  static final Set<String> LOGS =
      Set.of(
          "https://api.loganalytics.io",
          "https://api.loganalytics.azure.com",
          "https://api.loganalytics.us",
          "https://api.loganalytics.azure.cn");

  private static final String PREFIX = "stand-in.";
  private static final String BEARER = "Bearer ";

  private StubToken() {}

  static String of(String audience) {
    return PREFIX
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(audience.getBytes(StandardCharsets.UTF_8));
  }

  /** Whom the token of a request was made for; empty if it isn't one of ours. */
  static Optional<String> audience(String authorization) {
    if (!authorization.startsWith(BEARER + PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new String(
              Base64.getUrlDecoder().decode(authorization.substring((BEARER + PREFIX).length())),
              StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Refuses requests without a token, with another one, or with one that was made for somebody
   * else, in the words of <a
   * href="https://learn.microsoft.com/azure/azure-monitor/logs/api/errors">the documented
   * errors</a>.
   */
  static Requirement madeFor(Set<String> audiences) {
    return request -> {
      Optional<String> authorization = Optional.ofNullable(request.headers().get("authorization"));
      if (authorization.isEmpty()) {
        return Optional.of(
            StubReply.error(
                401,
                "AuthenticationFailed",
                "Authentication failed. The 'Authorization' header is missing."));
      }
      Optional<String> audience = authorization.flatMap(StubToken::audience);
      if (audience.isEmpty()) {
        return Optional.of(
            StubReply.error(403, "InvalidAuthenticationToken", "The access token is invalid."));
      }
      return audience
          .filter(one -> !audiences.contains(one))
          .map(
              one ->
                  StubReply.error(
                      403,
                      "InvalidAuthenticationTokenAudience",
                      "The access token has been obtained from wrong audience or resource '%s'. It should exactly match (including forward slash) with one of the allowed audiences %s."
                          .formatted(
                              one,
                              "'"
                                  + String.join("','", audiences.stream().sorted().toList())
                                  + "'")));
    };
  }
}
