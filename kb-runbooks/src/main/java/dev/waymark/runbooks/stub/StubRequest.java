package dev.waymark.runbooks.stub;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a client asked.
 *
 * @param query the address's, decoded; names in lower case
 */
public record StubRequest(
    StubService service, String path, Map<String, String> query, String body) {
  public StubRequest {
    query = Map.copyOf(new TreeMap<>(query));
  }
}
