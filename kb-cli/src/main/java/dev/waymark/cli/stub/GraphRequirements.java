package dev.waymark.cli.stub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * What Resource Graph asks of a query: <a
 * href="https://learn.microsoft.com/rest/api/azureresourcegraph/resourcegraph/resources/resources">Resources
 * - Resources</a>, and its dialect of KQL.
 */
final class GraphRequirements {
  /** How many rows a page holds. */
  static final int MOST_ROWS = 1_000;

  private static final int MOST_SUBSCRIPTIONS = 1_000;
  private static final Set<String> FORMATS = Set.of("table", "objectArray");

  private GraphRequirements() {}

  /** Another type of content is documented to fail like this. */
  static Requirement json() {
    return request ->
        request.isJson()
            ? Optional.empty()
            : Optional.of(
                StubReply.error(500, "InternalServerError", "Encountered internal server error."));
  }

  static Requirement query() {
    return request -> {
      JsonNode query = StubJson.read(request.body()).path("query");
      return query.isTextual() && !query.asText().isBlank()
          ? Optional.empty()
          : refuse("InvalidRequest", "The request body must hold a query.");
    };
  }

  static Requirement scope() {
    return request -> {
      JsonNode body = StubJson.read(request.body());
      JsonNode subscriptions = body.path("subscriptions");
      if (!subscriptions.isEmpty() && !body.path("managementGroups").isEmpty()) {
        return refuse(
            "InvalidRequest", "Subscriptions and management groups can't be given in one request.");
      }
      if (subscriptions.size() > MOST_SUBSCRIPTIONS) {
        return refuse(
            "TooManySubscriptions",
            "A request can name at most %d subscriptions.".formatted(MOST_SUBSCRIPTIONS));
      }
      for (JsonNode subscription : subscriptions) {
        if (!subscription.asText().matches(LogsRequirements.GUID)) {
          return refuse(
              "InvalidSubscriptionId",
              "The provided subscription identifier '%s' is malformed or invalid."
                  .formatted(subscription.asText()));
        }
      }
      return Optional.empty();
    };
  }

  static Requirement options() {
    return request -> {
      JsonNode options = StubJson.read(request.body()).path("options");
      JsonNode top = options.path("$top");
      JsonNode skip = options.path("$skip");
      String format = options.path("resultFormat").asText("objectArray");
      if (isSet(top) && !(top.isInt() && top.asInt() >= 1 && top.asInt() <= MOST_ROWS)) {
        return refuse("InvalidTop", "$top must be between 1 and " + MOST_ROWS + ".");
      }
      if (isSet(skip) && !(skip.isInt() && skip.asInt() >= 0)) {
        return refuse("InvalidSkip", "$skip must not be negative.");
      }
      return FORMATS.contains(format)
          ? Optional.empty()
          : refuse("InvalidResultFormat", "resultFormat '" + format + "' is not supported.");
    };
  }

  static Requirement dialect() {
    return request -> GraphRefusal.of(StubJson.read(request.body()).path("query").asText());
  }

  private static boolean isSet(JsonNode option) {
    return !option.isMissingNode() && !option.isNull();
  }

  private static Optional<StubReply> refuse(String code, String message) {
    return Optional.of(refusal(code, message));
  }

  /** The refusal of a request that is wrong in something else than its query. */
  static StubReply refusal(String code, String message) {
    return GraphRefusal.of(
        400,
        "BadRequest",
        StubJson.MAPPER.createObjectNode().put("code", code).put("message", message));
  }
}
