package dev.waymark.runbooks.scenario;

import static java.util.Objects.requireNonNull;

import dev.waymark.kql.Kql;
import dev.waymark.kql.Recordings;
import dev.waymark.kql.Schemas;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Request;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.query.QueryBounds;
import dev.waymark.runbooks.query.QuerySource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates an entry's own KQL, Resource Graph's included, over a scenario's tables. */
public final class TableSource implements QuerySource {
  /** An answer is kept with its run, and read whole wherever that is shown. */
  private static final long MOST_BYTES = 8L << 20;

  private final Scenario scenario;
  private final Schemas schemas;
  private final Clock clock;
  private final RecordedTables tables;
  private final MissingRecordingSource nothing;

  /**
   * @param schemas the types of the tables' columns
   * @param clock its now is the time of what is asked before anything is done
   */
  public TableSource(Scenario scenario, Schemas schemas, Clock clock) {
    this.scenario = requireNonNull(scenario);
    this.schemas = requireNonNull(schemas);
    this.clock = requireNonNull(clock);
    this.tables = new RecordedTables(scenario.folder(), schemas);
    this.nothing = new MissingRecordingSource(scenario, clock);
  }

  @Override
  public Answer ask(Request.Ask request) {
    BoundQuery query = request.query();
    if (FenceTypes.of(query.kind()).dialect().isEmpty()) {
      return nothing.ask(request);
    }
    var time = new ScenarioTime(scenario, clock.instant());
    StageResult<Map<String, Table>> data = tables.after(request.before(), time);
    if (data.issues().isEmpty() && data.value().orElse(Map.of()).isEmpty()) {
      return nothing.ask(request);
    }
    if (!data.issues().isEmpty()) {
      Issue issue = data.issues().get(0);
      Position at = issue.file().position(issue.span().start());
      String place = "%s:%d:%d: ".formatted(issue.file().path(), at.line(), at.column());
      return failed(FailureKind.INVALID, place + issue.message(), issue.hint());
    }
    return evaluate(
        query, new Recordings(data.value().orElse(Map.of())), time.now(request.before()));
  }

  private Answer evaluate(BoundQuery bound, Recordings recorded, Instant now) {
    QueryBounds bounds = QueryBounds.of(bound);
    StageResult<Query> query = Kql.parse(QueryText.of(bound.text()));
    if (query.hasErrors() || query.value().isEmpty()) {
      return failed(bound, query.issues());
    }
    var limits =
        Limits.STANDARD.within(bounds.timeout(), () -> Thread.currentThread().isInterrupted());
    long deadline = System.nanoTime() + bounds.timeout().toNanos();
    StageResult<Table> result = Kql.evaluate(query.value().get(), recorded, Map.of(), now, limits);
    return result
        .value()
        .map(table -> within(bounds.rows(), table))
        .orElseGet(() -> stoppedOrFailed(bound, result.issues(), deadline));
  }

  private Answer stoppedOrFailed(BoundQuery bound, List<Issue> issues, long deadline) {
    Answer failed = failed(bound, issues);
    boolean stopped = issues.stream().anyMatch(issue -> issue.code() == QueryIssue.LIMIT);
    if (stopped && Thread.currentThread().isInterrupted()) {
      return failed(FailureKind.CANCELLED, "The query was given up", "Ask again.");
    }
    if (stopped && System.nanoTime() - deadline >= 0) {
      return failed(FailureKind.TIMED_OUT, "The query took too long", "Filter earlier.");
    }
    return failed;
  }

  private Answer within(int rows, Table table) {
    int fitting = fitting(table);
    if (fitting < Math.min(rows, table.rows().size())) {
      return new Answer.Partial(
          new Table(table.columns(), table.rows().subList(0, fitting)),
          "The query returns more than %d MiB; %,d of %,d rows fit"
              .formatted(MOST_BYTES >> 20, fitting, table.rows().size()),
          nothing.provenance());
    }
    if (table.rows().size() <= rows) {
      return new Answer.Complete(table, nothing.provenance());
    }
    return new Answer.Partial(
        new Table(table.columns(), table.rows().subList(0, rows)),
        "The query returns %,d rows; %,d are its limit".formatted(table.rows().size(), rows),
        nothing.provenance());
  }

  /** How many of the first rows are together no more than an answer may be. */
  private static int fitting(Table table) {
    long bytes = 0;
    for (int i = 0; i < table.rows().size(); i++) {
      bytes += table.rows().get(i).bytes();
      if (bytes > MOST_BYTES) {
        return i;
      }
    }
    return table.rows().size();
  }

  private Answer failed(BoundQuery bound, List<Issue> issues) {
    Optional<Issue> blocking = Kql.blocking(issues);
    if (blocking.isEmpty()) {
      return failed(
          FailureKind.INVALID, "The query has no result", "End it with a table or a print.");
    }
    Issue issue = blocking.get();
    Position at = issue.file().position(issue.span().start());
    String place =
        bound
            .written(at)
            .map(own -> "line %d, column %d".formatted(own.line(), own.column()))
            .orElseGet(
                () -> "`%s`, in front of the fence".formatted(bound.line(at.line()).orElse("")));
    String message = place + ": " + issue.message();
    if (issue.code() == QueryIssue.UNKNOWN_TABLE) {
      String table = issue.file().text(issue.span());
      if (schemas.find(table).isPresent()) {
        return failed(
            FailureKind.NO_SOURCE,
            "No table `" + table + "` is recorded",
            "Add `%s.csv` to the scenario `%s`; a header alone says that it is empty."
                .formatted(table, scenario.name()));
      }
    }
    return failed(FailureKind.INVALID, message, issue.hint());
  }

  private Answer failed(FailureKind kind, String message, String hint) {
    return new Answer.Failed(kind, message, hint, nothing.provenance());
  }
}
