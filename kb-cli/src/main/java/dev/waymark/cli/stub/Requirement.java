package dev.waymark.cli.stub;

import java.util.Optional;

/** What a service asks of a request before it looks at any data. */
public interface Requirement {
  /** How the service refuses a request that doesn't fulfil it; empty if it does. */
  Optional<StubReply> refusal(StubRequest request);
}
