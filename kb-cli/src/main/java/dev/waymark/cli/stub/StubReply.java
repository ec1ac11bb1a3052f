package dev.waymark.cli.stub;

import java.util.Map;

/** What the service says. */
public record StubReply(int status, Map<String, String> headers, String body) {
  public StubReply {
    headers = Map.copyOf(headers);
  }

  /** Success, in JSON. */
  public static StubReply json(String body) {
    return new StubReply(200, Map.of(), body);
  }

  /** A refusal whose code and message stand in no {@code error}. */
  static StubReply flat(int status, String code, String message) {
    return new StubReply(
        status,
        Map.of(),
        StubJson.MAPPER.createObjectNode().put("code", code).put("message", message).toString());
  }

  /** The refusal of a request that the scenario has no answer for. */
  public static StubReply notRecorded(StubRequest request) {
    return error(404, "ResourceNotFound", "Nothing is recorded for " + request.path());
  }

  /** A refusal in the form that Azure gives it. */
  public static StubReply error(int status, String code, String message) {
    return new StubReply(status, Map.of(), StubJson.error(code, message).toString());
  }
}
