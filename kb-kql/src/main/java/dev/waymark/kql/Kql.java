package dev.waymark.kql;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Issues;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.eval.Budget;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.eval.Planner;
import dev.waymark.kql.function.Run;
import dev.waymark.kql.syntax.KqlParser;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.kql.value.Values;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Severity;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What KQL is needed for: reading a query, checking it, and evaluating it. */
public final class Kql {
  /**
   * Bounds the work of binding by its count of steps, so that it's the same on every machine:
   * functions that call each other may double the work with each line.
   */
  private static final Limits BINDING =
      new Limits(50_000, 16L << 20, Limits.STANDARD.time(), Limits.STANDARD.cancelled());

  private Kql() {}

  public static StageResult<Query> parse(QueryText text) {
    return KqlParser.parse(text);
  }

  /**
   * Binds a query to tables whose columns are known. There is a plan although there are issues; it
   * then serves to tell what is known of the query.
   *
   * @param parameters the types of the values that each run brings
   */
  public static StageResult<QueryPlan> bind(
      Query query, Schemas schemas, Map<String, ColumnType> parameters) {
    var issues = new Issues(query.text());
    try (var budget = new Budget(BINDING)) {
      var run = new Run(Instant.EPOCH, name -> NULL, table -> List.of(), budget);
      var planner = new Planner(schemas.tables(), issues, run, false);
      var environment = Environment.root();
      parameters.forEach((name, type) -> environment.define(name, planner.parameter(name, type)));
      Optional<Relation> result = planner.plan(query, environment);
      List<Issue> told =
          issues.all().stream().filter(issue -> isTold(issue, schemas.isEmpty())).toList();
      return new StageResult<>(
          Optional.of(new QueryPlan(query, parameters, result, planner)), told);
    }
  }

  /** Where nothing is known of any table, none is unknown. */
  private static boolean isTold(Issue issue, boolean withoutSchemas) {
    return issue.code() != QueryIssue.UNSUPPORTED
        && !(withoutSchemas && issue.code() == QueryIssue.UNKNOWN_TABLE);
  }

  /**
   * The columns that a query returns, and what is wrong with it. Columns may be present although
   * there are issues; they're absent if they depend on data, such as those of {@code pivot}.
   *
   * @param parameters the types of the values that will be bound
   */
  public static StageResult<List<Column>> check(
      Query query, Schemas schemas, Map<String, ColumnType> parameters) {
    StageResult<QueryPlan> plan = bind(query, schemas, parameters);
    return new StageResult<>(plan.value().flatMap(QueryPlan::columns), plan.issues());
  }

  /**
   * The rows that a query returns. Nothing, with issues that say where and why, if it's wrong, went
   * beyond its limits, or asks for what isn't evaluated exactly.
   */
  public static StageResult<Table> evaluate(
      Query query,
      Map<String, Table> tables,
      Map<String, Object> parameters,
      Instant now,
      Limits limits) {
    return evaluate(query, new Recordings(tables), parameters, now, limits);
  }

  /** The same over tables that several queries share. */
  public static StageResult<Table> evaluate(
      Query query, Recordings tables, Map<String, Object> parameters, Instant now, Limits limits) {
    var environment = Environment.root();
    parameters.forEach((name, value) -> environment.define(name, typeOf(value), Values.in(value)));
    var issues = new Issues(query.text());
    try (var budget = new Budget(limits)) {
      Run run = QueryPlan.run(tables, parameters, now, budget);
      var planner = new Planner(tables, issues, run, true);
      Optional<Relation> result = planner.plan(query, environment);
      if (result.isEmpty() && !issues.block()) {
        issues.add(
            QueryIssue.FAILED,
            query.span(),
            "The query has no result",
            "End it with a table or a print.");
      }
      if (issues.block() || result.isEmpty()) {
        return StageResult.failed(issues.all());
      }
      return QueryPlan.table(result.get(), run, issues, query);
    }
  }

  /** Whether an issue is that the evaluator doesn't do what Kusto does. */
  public static boolean isUnsupported(Issue issue) {
    return issue.code() == QueryIssue.UNSUPPORTED;
  }

  /** The issue that stands in the way of evaluation. */
  public static Optional<Issue> blocking(List<Issue> issues) {
    return issues.stream()
        .filter(issue -> issue.severity() == Severity.ERROR || isUnsupported(issue))
        .findFirst();
  }

  /** The type under which a value is bound. */
  public static ColumnType typeOf(Object value) {
    if (value instanceof String) {
      return ColumnType.STRING;
    }
    if (value instanceof Boolean) {
      return ColumnType.BOOL;
    }
    if (value instanceof Integer) {
      return ColumnType.INT;
    }
    if (value instanceof Long) {
      return ColumnType.LONG;
    }
    if (value instanceof Double) {
      return ColumnType.REAL;
    }
    if (value instanceof BigDecimal) {
      return ColumnType.DECIMAL;
    }
    if (value instanceof Instant) {
      return ColumnType.DATETIME;
    }
    if (value instanceof Duration) {
      return ColumnType.TIMESPAN;
    }
    return value instanceof UUID ? ColumnType.GUID : ColumnType.DYNAMIC;
  }
}
