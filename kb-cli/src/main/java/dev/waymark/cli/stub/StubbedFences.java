package dev.waymark.cli.stub;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.runbooks.fence.KindRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of fences that the stand-in answers, and the services that it plays for them. */
public final class StubbedFences {
  private static final Map<FenceKind, StubbedFence> FENCES =
      KindRegistry.load(StubbedFence.class, StubbedFence::kind);

  private static final List<StubService> SERVICES =
      Stream.concat(
              Stream.of(SignIn.SERVICE),
              FENCES.values().stream().flatMap(fence -> fence.services().stream()))
          .toList();

  private StubbedFences() {}

  /** The kinds, in the order in which they are registered. */
  public static Set<FenceKind> kinds() {
    return Set.copyOf(FENCES.keySet());
  }

  /** The service at a path, if there is one. */
  static Optional<StubService> serviceAt(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return SERVICES.stream().filter(service -> service.isAt(lower)).findFirst();
  }
}
