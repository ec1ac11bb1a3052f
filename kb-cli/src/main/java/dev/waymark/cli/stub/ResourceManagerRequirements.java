package dev.waymark.cli.stub;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Azure Resource Manager asks of every request, whichever service it is for. */
public final class ResourceManagerRequirements {
  private static final Pattern SUBSCRIPTION = Pattern.compile("(?i)/subscriptions/([^/]*)(?:/.*)?");

  private ResourceManagerRequirements() {}

  /** The one method that a service takes. */
  public static Requirement method(String method) {
    return request ->
        request.method().equals(method)
            ? Optional.empty()
            : Optional.of(
                StubReply.flat(
                    405,
                    "MethodNotAllowed",
                    "The requested resource does not support http method '%s'."
                        .formatted(request.method())));
  }

  /** A token that was made for the resource manager. */
  public static Requirement token() {
    return StubToken.madeFor(StubToken.RESOURCE_MANAGERS);
  }

  /** One of the versions of a type of resource that a service supports. */
  public static Requirement apiVersion(String namespace, String type, String... supported) {
    List<String> versions = Arrays.asList(supported);
    return request -> {
      Optional<String> version = request.parameter("api-version");
      if (version.isEmpty()) {
        return Optional.of(
            StubReply.error(
                400,
                "MissingApiVersionParameter",
                "The api-version query parameter (?api-version=) is required for all requests."));
      }
      return version
          .filter(one -> !versions.contains(one))
          .map(
              one ->
                  StubReply.error(
                      400,
                      "InvalidResourceType",
                      "The resource type '%s' could not be found in the namespace '%s' for api version '%s'. The supported api-versions are '%s'."
                          .formatted(type, namespace, one, String.join(",", versions))));
    };
  }

  /** The id of a subscription in front. */
  public static Requirement subscription() {
    return request -> {
      Matcher subscription = SUBSCRIPTION.matcher(request.path());
      if (!subscription.matches()) {
        return Optional.of(
            StubReply.error(
                404,
                "MissingSubscription",
                "The request did not have a subscription or a valid tenant level resource"
                    + " provider."));
      }
      return subscription.group(1).matches(LogsRequirements.GUID)
          ? Optional.empty()
          : Optional.of(
              StubReply.error(
                  400,
                  "InvalidSubscriptionId",
                  "The provided subscription identifier '%s' is malformed or invalid."
                      .formatted(subscription.group(1))));
    };
  }
}
