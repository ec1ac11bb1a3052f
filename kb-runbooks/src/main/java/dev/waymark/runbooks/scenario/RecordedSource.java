package dev.waymark.runbooks.scenario;

import static java.util.Objects.requireNonNull;

import dev.waymark.kql.Schemas;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Request;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.scenario.ScenarioFolder.Content;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers from a scenario's {@code answers/}: {@code <node>.csv}, {@code .json} or {@code .txt},
 * and for the n-th visit of the node {@code <node>.n.csv}, if there is one. {@link RecordedNames}
 * tells all names.
 */
public final class RecordedSource implements QuerySource {
  static final String FOLDER = "answers";
  static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final List<String> ENDINGS = List.of("csv", "json", "txt");

  private final Scenario scenario;
  private final Clock clock;
  private final QuerySource otherwise;

  /** A source that knows nothing but these files. */
  public RecordedSource(Scenario scenario, Clock clock) {
    this(scenario, clock, new MissingRecordingSource(scenario, clock));
  }

  /**
   * A source that evaluates over the scenario's tables what isn't in these files. Its now, which
   * relative times count from, is that of its making.
   *
   * @param schemas the types of the tables' columns
   */
  public static RecordedSource withTables(Scenario scenario, Schemas schemas, Clock clock) {
    Clock stopped = Clock.fixed(clock.instant(), clock.getZone());
    return new RecordedSource(scenario, stopped, new TableSource(scenario, schemas, stopped));
  }

  /**
   * A source that passes on what isn't in these files.
   *
   * @param otherwise such as one that evaluates the query over the scenario's tables
   */
  public RecordedSource(Scenario scenario, Clock clock, QuerySource otherwise) {
    this.scenario = requireNonNull(scenario);
    this.clock = requireNonNull(clock);
    this.otherwise = requireNonNull(otherwise);
  }

  @Override
  public Answer ask(Request.Ask request) {
    var folder = new ScenarioFolder(scenario.folder());
    Set<String> recorded = Set.copyOf(folder.names(FOLDER));
    Instant now = new ScenarioTime(scenario, clock.instant()).now(request.before());
    for (String asking :
        RecordedNames.latestFirst(request.node(), request.stay(), request.before())) {
      for (String ending : ENDINGS) {
        String name = name(asking, ending);
        FenceType type = FenceTypes.of(request.query().kind());
        Optional<Answer> answer =
            recorded.contains(name) ? answer(folder, name, type, now) : Optional.empty();
        if (answer.isPresent()) {
          return answer.get();
        }
      }
    }
    return otherwise.ask(request);
  }

  private Optional<Answer> answer(ScenarioFolder folder, String name, FenceType type, Instant now) {
    return switch (folder.read(name, MOST_BYTES)) {
      case Content.Absent() -> Optional.empty();
      case Content.Outside() ->
          Optional.of(invalid(name, "it lies outside of the scenario's folder"));
      case Content.Unreadable(String why) -> Optional.of(invalid(name, why));
      case Content.Text(String text) -> Optional.of(answer(name, text, type, now));
    };
  }

  private Answer answer(String name, String text, FenceType type, Instant now) {
    return switch (new AnswerReader(now).read(name, text)) {
      case AnswerReader.Read.Good(Table table) ->
          new Answer.Complete(
              type.completed(table), new MissingRecordingSource(scenario, clock).provenance());
      case AnswerReader.Read.Bad(int line, String why) ->
          invalid(name, "line " + line + ": " + why);
    };
  }

  private Answer invalid(String name, String why) {
    return new Answer.Failed(
        FailureKind.INVALID,
        "`" + name + "` can't be read: " + why,
        "Mend the file in the scenario `" + scenario.name() + "`.",
        new MissingRecordingSource(scenario, clock).provenance());
  }

  static String name(String asking, String ending) {
    return FOLDER + "/" + asking + "." + ending;
  }
}
