package dev.waymark.server.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Provenance;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.server.catalog.Catalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Answers from scenarios; a run without one is told that nothing else is connected yet. */
@ApplicationScoped
class RecordedAnswers implements AnswerSources {
  private final Catalog catalog;
  private final Clock clock;

  RecordedAnswers(Catalog catalog, Clock clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  @Override
  public QuerySource of(String entryId, Optional<String> scenario) {
    if (scenario.isEmpty()) {
      return none(
          "No live source is connected to this server",
          "Run the query by hand and choose the branch that its answer calls for, or start on a"
              + " scenario.");
    }
    return catalog.entry(entryId).stream()
        .flatMap(
            entry ->
                entry.scenarios().stream()
                    .filter(known -> known.name().equals(scenario.orElseThrow()))
                    .<QuerySource>map(
                        known -> RecordedSource.withTables(known, entry.schemas(), clock)))
        .findFirst()
        .orElseGet(
            () ->
                none(
                    "The scenario `" + scenario.orElseThrow() + "` is gone",
                    "Choose a branch by hand, or start on another scenario."));
  }

  private QuerySource none(String message, String hint) {
    return request ->
        new Answer.Failed(
            FailureKind.NO_SOURCE,
            message,
            hint,
            Provenance.offline("no source", false, clock.instant()));
  }
}
