package dev.waymark.cli.stub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Microsoft Entra asks of the <a
 * href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">client
 * credentials flow</a>, and how it refuses.
 */
final class SignInRequirements {
  private static final String DEFAULT = "/.default";
  private static final Set<String> OF_EVERY_SIGN_IN =
      Set.of("email", "offline_access", "openid", "profile");
  private static final Pattern TENANT =
      Pattern.compile("/(?:[0-9a-fA-F-]{36}|[\\w-]+(?:\\.[\\w-]+)+)/oauth2/v2\\.0/token");

  private SignInRequirements() {}

  static Requirement post() {
    return request ->
        refuse(
            !request.method().equals("POST"),
            "invalid_request",
            900561,
            "The endpoint only accepts POST requests. Received a "
                + request.method()
                + " request.");
  }

  static Requirement tenant() {
    return request ->
        refuse(
            !TENANT.matcher(request.path()).matches(),
            "invalid_request",
            90002,
            "Tenant '%s' not found. Check to make sure you have the correct tenant ID."
                .formatted(request.path().split("/")[1]));
  }

  static Requirement grant() {
    return request -> {
      String grant = form(request).getOrDefault("grant_type", "");
      return missing(request, "grant_type")
          .or(
              () ->
                  refuse(
                      !grant.equals("client_credentials"),
                      "unsupported_grant_type",
                      70003,
                      "The app requested an unsupported grant type '" + grant + "'."));
    };
  }

  static Requirement client() {
    return request ->
        missing(request, "client_id")
            .or(
                () ->
                    form(request).containsKey("client_assertion")
                        ? Optional.empty()
                        : missing(request, "client_secret"));
  }

  static Requirement scope() {
    return request -> {
      String scope = resource(request);
      String audience = audience(scope);
      return missing(request, "scope")
          .or(
              () ->
                  refuse(
                      !scope.endsWith(DEFAULT),
                      "invalid_scope",
                      1002012,
                      "The provided value for scope %s is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI)."
                          .formatted(scope)))
          .or(
              () ->
                  refuse(
                      !StubToken.RESOURCE_MANAGERS.contains(audience)
                          && !StubToken.LOGS.contains(audience),
                      "invalid_resource",
                      500011,
                      "The resource principal named %s was not found in the tenant."
                          .formatted(audience)));
    };
  }

  /** The token that a fulfilled request gets. */
  static StubReply token(StubRequest request) {
    ObjectNode token = StubJson.MAPPER.createObjectNode();
    token
        .put("token_type", "Bearer")
        .put("expires_in", 3600)
        .put("ext_expires_in", 3600)
        .put("access_token", StubToken.of(audience(resource(request))));
    return StubReply.json(token.toString());
  }

  /** The scope that names a resource, among those that every sign-in may ask for. */
  private static String resource(StubRequest request) {
    return Arrays.stream(form(request).getOrDefault("scope", "").split(" "))
        .filter(scope -> !OF_EVERY_SIGN_IN.contains(scope))
        .collect(Collectors.joining(" "));
  }

  private static String audience(String scope) {
    return scope.endsWith(DEFAULT)
        ? scope.substring(0, scope.length() - DEFAULT.length()).replaceFirst("/$", "")
        : scope;
  }

  private static Map<String, String> form(StubRequest request) {
    Map<String, String> form = new HashMap<>();
    for (String pair : request.body().split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  private static Optional<StubReply> missing(StubRequest request, String field) {
    return refuse(
        form(request).getOrDefault(field, "").isBlank(),
        "invalid_request",
        900144,
        "The request body must contain the following parameter: '" + field + "'.");
  }

  private static Optional<StubReply> refuse(
      boolean wrong, String error, int number, String message) {
    if (!wrong) {
      return Optional.empty();
    }
    ObjectNode root = StubJson.MAPPER.createObjectNode();
    root.put("error", error).put("error_description", "AADSTS" + number + ": " + message);
    root.putArray("error_codes").add(number);
    root.put("timestamp", Instant.now().toString())
        .put("trace_id", UUID.randomUUID().toString())
        .put("correlation_id", UUID.randomUUID().toString());
    return Optional.of(new StubReply(400, Map.of(), root.toString()));
  }
}
