package dev.waymark.model.run;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was asked of a live source.
 *
 * @param target what answered: a workspace's id, a resource's id, a host and port, a command
 * @param identity whose rights were used, as far as the source tells, such as a managed identity's
 *     client id; never a secret
 * @param window the time that the source was told to look at, as an ISO 8601 interval, if it was
 *     told one outside of the query's text
 * @param statistics what the source tells of its own work, such as {@code rows scanned}, by name
 * @param attempts how often it was asked, at least once
 */
public record LiveCall(
    String target,
    Optional<String> identity,
    Optional<String> window,
    Map<String, String> statistics,
    int attempts) {
  public LiveCall {
    statistics = Collections.unmodifiableMap(new TreeMap<>(statistics));
  }
}
