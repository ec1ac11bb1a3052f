package dev.waymark.cli.stub;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a client asked.
 *
 * @param query the address's, decoded; names in lower case
 * @param headers the last of each name; names in lower case
 */
public record StubRequest(
    StubService service,
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {
  public StubRequest {
    query = Map.copyOf(new TreeMap<>(query));
    headers = Map.copyOf(new TreeMap<>(headers));
  }

  /** A parameter of the address; empty if it is left out or blank. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  boolean isJson() {
    return headers.getOrDefault("content-type", "").startsWith("application/json");
  }
}
