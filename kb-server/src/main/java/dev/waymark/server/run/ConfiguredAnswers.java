package dev.waymark.server.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.ScenarioVersions;
import dev.waymark.server.live.LiveSources;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Answers from scenarios at once, and leaves the rest to the live sources that are configured. */
@ApplicationScoped
class ConfiguredAnswers implements AnswerSources {
  private final Catalog catalog;
  private final ScenarioVersions versions;
  private final LiveSources live;
  private final Clock clock;

  ConfiguredAnswers(Catalog catalog, ScenarioVersions versions, LiveSources live, Clock clock) {
    this.catalog = catalog;
    this.versions = versions;
    this.live = live;
    this.clock = clock;
  }

  @Override
  public Function<Request.Ask, Optional<Answer>> of(RunRow run) {
    return run.scenario()
        .map(
            scenario ->
                recorded(
                    scenario,
                    run.scenarioHash().isPresent()
                        ? versions.source(run.scenarioHash().orElseThrow(), run.entryId())
                        : served(run.entryId(), scenario)))
        .orElse(this::live);
  }

  private Optional<Answer> live(Request.Ask ask) {
    return live.answers(ask.query().kind())
        ? Optional.empty()
        : Optional.of(
            none(
                "No live source for `%s` is connected to this server"
                    .formatted(ask.query().kind().label()),
                "Run the query by hand and choose the branch that its answer calls for, or start"
                    + " on a scenario."));
  }

  private Function<Request.Ask, Optional<Answer>> recorded(
      String scenario, Optional<RecordedSource> source) {
    return ask ->
        Optional.of(
            source
                .map(known -> known.ask(ask))
                .orElseGet(
                    () ->
                        none(
                            "The scenario `" + scenario + "` is gone",
                            "Choose a branch by hand, or start on another scenario.")));
  }

  /** The scenario as it is served now, for runs whose files weren't kept. */
  private Optional<RecordedSource> served(String entryId, String scenario) {
    return catalog.entry(entryId).stream()
        .flatMap(
            entry ->
                entry.scenarios().stream()
                    .filter(known -> known.name().equals(scenario))
                    .map(known -> RecordedSource.withTables(known, entry.schemas(), clock)))
        .findFirst();
  }

  private Answer none(String message, String hint) {
    return new Answer.Failed(
        FailureKind.NO_SOURCE,
        message,
        hint,
        Provenance.offline("no source", false, clock.instant()));
  }
}
