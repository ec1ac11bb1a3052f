package dev.waymark.server.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Provenance;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.tree.Tree;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Answers from scenarios; a run without one is told that nothing else is connected yet. */
@ApplicationScoped
class RecordedAnswers implements AnswerSources {
  private final Clock clock;

  RecordedAnswers(Clock clock) {
    this.clock = clock;
  }

  @Override
  public QuerySource of(Tree tree, Optional<String> scenario) {
    return request ->
        new Answer.Failed(
            FailureKind.NO_SOURCE,
            "No live source is connected to this server",
            "Run the query by hand and choose the branch that its answer calls for, or start on a"
                + " scenario.",
            new Provenance("no source", false, clock.instant(), Duration.ZERO));
  }
}
