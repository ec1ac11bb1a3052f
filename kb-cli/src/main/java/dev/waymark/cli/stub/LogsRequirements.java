package dev.waymark.cli.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Log Analytics asks of a query: <a
 * href="https://learn.microsoft.com/azure/azure-monitor/logs/api/request-format">request
 * format</a>, <a
 * href="https://learn.microsoft.com/azure/azure-monitor/logs/api/prefer-options">preferences</a>,
 * and how it refuses: <a
 * href="https://learn.microsoft.com/azure/azure-monitor/logs/api/errors">errors</a>.
 */
final class LogsRequirements {
  static final String GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  /** How long the service works on a query at most, in seconds. */
  private static final int LONGEST_WAIT = 600;

  /** How many workspaces a query may look into. */
  private static final int MOST_WORKSPACES = 100;

  private static final Pattern WORKSPACE = Pattern.compile("/v1/workspaces/([^/]+)/query");
  private static final Pattern RESOURCE =
      Pattern.compile("(?i)/v1(/subscriptions/" + GUID + "(?:/.+)?)/query");
  private static final Pattern PREFERENCE = Pattern.compile("(?i)\\s*wait\\s*=\\s*(.*)");

  private LogsRequirements() {}

  static Requirement method() {
    return request ->
        request.method().equals("POST") || request.method().equals("GET")
            ? Optional.empty()
            : Optional.of(noPath());
  }

  static Requirement token() {
    return StubToken.madeFor(StubToken.LOGS);
  }

  /** A workspace by its customer id, or a resource by its whole id. */
  static Requirement scope() {
    return request -> {
      Matcher workspace = WORKSPACE.matcher(request.path());
      if (workspace.matches()) {
        return workspace.group(1).matches(GUID) ? Optional.empty() : Optional.of(noWorkspace());
      }
      return RESOURCE.matcher(request.path()).matches() ? Optional.empty() : Optional.of(noPath());
    };
  }

  /** Without it, the service answers with nothing. */
  static Requirement json() {
    return request ->
        request.method().equals("GET")
                || (request.isJson() && StubJson.read(request.body()).isObject())
            ? Optional.empty()
            : Optional.of(new StubReply(200, Map.of(), ""));
  }

  static Requirement query() {
    return request -> {
      if (kql(request).isBlank()) {
        return invalid("body must contain 'query' property");
      }
      JsonNode workspaces = StubJson.read(request.body()).path("workspaces");
      if (!workspaces.isMissingNode() && !workspaces.isArray()) {
        return invalid("'workspaces' must be an array");
      }
      return workspaces.size() >= MOST_WORKSPACES
          ? invalid("a query can look into at most " + MOST_WORKSPACES + " workspaces")
          : Optional.empty();
    };
  }

  static Requirement timespan() {
    return request -> {
      String timespan =
          request
              .parameter("timespan")
              .orElseGet(() -> StubJson.read(request.body()).path("timespan").asText(""));
      return timespan.isEmpty() || Timespans.isIso(timespan)
          ? Optional.empty()
          : invalid("Invalid timespan: '" + timespan + "'");
    };
  }

  static Requirement preferences() {
    return request -> {
      for (String preference : request.headers().getOrDefault("prefer", "").split("[,;]")) {
        Matcher wait = PREFERENCE.matcher(preference);
        if (wait.matches() && !isWait(wait.group(1).strip())) {
          return invalid("Invalid Prefer header: 'wait' must be 1 to " + LONGEST_WAIT + " seconds");
        }
      }
      return Optional.empty();
    };
  }

  private static boolean isWait(String seconds) {
    return seconds.matches("\\d{1,3}")
        && Integer.parseInt(seconds) >= 1
        && Integer.parseInt(seconds) <= LONGEST_WAIT;
  }

  /** What is asked. */
  static String kql(StubRequest request) {
    return request.method().equals("GET")
        ? request.parameter("query").orElse("")
        : StubJson.read(request.body()).path("query").asText("");
  }

  /** The customer id of the workspace that is asked; empty if a resource is. */
  static Optional<String> workspace(StubRequest request) {
    Matcher workspace = WORKSPACE.matcher(request.path());
    return workspace.matches() ? Optional.of(workspace.group(1)) : Optional.empty();
  }

  /** The id of the resource that is asked; empty if a workspace is. */
  static Optional<String> resource(StubRequest request) {
    Matcher resource = RESOURCE.matcher(request.path());
    return resource.matches() ? Optional.of(resource.group(1)) : Optional.empty();
  }

  static StubReply noWorkspace() {
    return StubReply.error(404, "WorkspaceNotFoundError", "The workspace could not be found");
  }

  static StubReply noResource(String id) {
    return StubReply.error(404, "ResourceNotFoundError", "The resource " + id + " was not found");
  }

  static StubReply noPath() {
    return StubReply.error(404, "PathNotFoundError", "The requested path does not exist");
  }

  private static Optional<StubReply> invalid(String message) {
    ObjectNode reason = StubJson.MAPPER.createObjectNode();
    reason.put("code", "QueryValidationError").put("message", message);
    return Optional.of(invalid(reason));
  }

  static StubReply invalid(ObjectNode reason) {
    ObjectNode root = StubJson.error("BadArgumentError", "The request had some invalid properties");
    ((ObjectNode) root.get("error")).set("innererror", reason);
    return new StubReply(400, Map.of(), root.toString());
  }
}
