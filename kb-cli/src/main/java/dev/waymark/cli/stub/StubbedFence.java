package dev.waymark.cli.stub;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A kind of fence that Azure answers: the services that it asks, and how a request tells which
 * fence it comes from. It is registered by a line with its class's name in {@code
 * META-INF/services/dev.waymark.cli.stub.StubbedFence}; {@link StubbedFences} finds it there.
 */
public interface StubbedFence {
  /** The kind. */
  FenceKind kind();

  /** The services that answer it. */
  List<StubService> services();

  /**
   * Whether a fence of this kind may send a request.
   *
   * @param text the query of the request, or its address if it has no query
   */
  boolean sends(CompiledCheck check, String text);

  /** When the action was carried out that a request asks about, if it says so. */
  default Optional<Instant> since(CompiledCheck check, String text) {
    return Optional.empty();
  }

  /** Whether a request may come from a fence, of whichever kind. */
  default boolean isOf(CompiledCheck check, String text) {
    return check.fence().kind().equals(kind()) && sends(check, text);
  }
}
