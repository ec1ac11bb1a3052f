package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.Answer;
import java.time.Duration;
import java.util.Optional;

/** A query that kept people waiting, or left them without a whole answer. */
public record QueryTrouble(Place at, Kind kind, String what) {
  /** From here on a responder has waited. */
  private static final Duration SLOW = Duration.ofSeconds(10);

  public QueryTrouble {
    requireNonNull(at);
    requireNonNull(kind);
    requireNonNull(what);
  }

  /** What was wrong with it. */
  public enum Kind {
    FAILED,
    PARTIAL,
    SLOW
  }

  public String sentence() {
    return "The query at “%s” %s.".formatted(at.title(), what);
  }

  static Optional<QueryTrouble> of(Place at, Answer answer) {
    return switch (answer) {
      case Answer.Failed failed ->
          Optional.of(new QueryTrouble(at, Kind.FAILED, "failed: " + failed.message()));
      case Answer.Partial partial ->
          Optional.of(new QueryTrouble(at, Kind.PARTIAL, "gave only a part: " + partial.reason()));
      case Answer.Complete complete -> {
        Duration took = complete.provenance().took();
        yield took.compareTo(SLOW) < 0
            ? Optional.empty()
            : Optional.of(new QueryTrouble(at, Kind.SLOW, "took " + took.toSeconds() + " s"));
      }
    };
  }
}
