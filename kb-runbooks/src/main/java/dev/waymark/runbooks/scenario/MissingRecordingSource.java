package dev.waymark.runbooks.scenario;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.query.QuerySource;
import java.time.Clock;

/** Says what to add to a scenario so that it can answer. */
record MissingRecordingSource(Scenario scenario, Clock clock) implements QuerySource {
  @Override
  public Answer ask(Request.Ask request) {
    return new Answer.Failed(
        FailureKind.NO_SOURCE,
        "Nothing is recorded for `" + request.node() + "`",
        "Add `%s` (or .json, .txt) to the scenario `%s`."
            .formatted(RecordedSource.name(request.node(), "csv"), scenario.name()),
        provenance());
  }

  Provenance provenance() {
    return Provenance.offline("scenario " + scenario.name(), true, clock.instant());
  }
}
