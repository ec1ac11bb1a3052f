package dev.waymark.cli.stub;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One of Azure's services: where it is, what it asks of a request, and what it replies. */
public interface StubService {
  /** Whether a path, in lower case, is its. */
  boolean isAt(String path);

  /** What it asks of a request, in the order in which it looks. */
  List<Requirement> requirements(Clock clock);

  /** What it replies in a scenario. */
  StubReply reply(ScenarioContent content, StubRequest request);

  /** Whether requests count against the quota of Resource Graph. */
  default boolean isMetered() {
    return false;
  }

  /** How it refuses a request; empty if it looks at its data. */
  default Optional<StubReply> refusal(StubRequest request, Clock clock) {
    return requirements(clock).stream()
        .flatMap(requirement -> requirement.refusal(request).stream())
        .findFirst();
  }
}
