package dev.waymark.kql;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.Issues;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.eval.Budget;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.eval.Planner;
import dev.waymark.kql.function.Run;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.value.Ticks;
import dev.waymark.kql.value.Values;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query that is bound to its tables: each name is resolved, each column has a type. It's bound
 * once, and run over any tables with the columns that it was bound to.
 */
public final class QueryPlan {
  private final Query query;
  private final Map<String, ColumnType> parameters;
  private final Optional<Relation> result;
  private final boolean complete;
  private final Map<String, List<Column>> sources;

  QueryPlan(
      Query query, Map<String, ColumnType> parameters, Optional<Relation> result, Planner planner) {
    this.query = query;
    this.parameters = Map.copyOf(parameters);
    this.result = result;
    this.complete = planner.isComplete();
    this.sources = planner.sources();
  }

  public Query query() {
    return query;
  }

  /** The columns that it returns; empty if they depend on data. */
  public Optional<List<Column>> columns() {
    return result.filter(relation -> !relation.open()).map(Relation::columns);
  }

  /**
   * The rows that it returns. Nothing, with issues that say where and why, if it went beyond its
   * limits, or asks for what isn't evaluated exactly. Where columns depend on data, or the tables
   * have other columns than it was bound to, the query is bound anew for this run.
   */
  public StageResult<Table> run(
      Recordings tables, Map<String, Object> values, Instant now, Limits limits) {
    if (!complete || result.isEmpty() || !fits(tables) || !fits(values)) {
      return Kql.evaluate(query, tables, values, now, limits);
    }
    try (var budget = new Budget(limits)) {
      return table(result.get(), run(tables, values, now, budget), new Issues(query.text()), query);
    }
  }

  /** Plans of the same query for the same tables and values do the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof QueryPlan plan
        && query.equals(plan.query)
        && parameters.equals(plan.parameters)
        && sources.equals(plan.sources);
  }

  @Override
  public int hashCode() {
    return query.hashCode();
  }

  private boolean fits(Recordings tables) {
    return sources.entrySet().stream()
        .allMatch(
            source ->
                tables
                    .find(source.getKey())
                    .filter(table -> !table.open() && table.columns().equals(source.getValue()))
                    .isPresent());
  }

  private boolean fits(Map<String, Object> values) {
    return parameters.entrySet().stream()
        .allMatch(
            parameter ->
                values.containsKey(parameter.getKey())
                    && Kql.typeOf(values.get(parameter.getKey())) == parameter.getValue());
  }

  static Run run(Recordings tables, Map<String, Object> values, Instant now, Budget budget) {
    return new Run(
        (Instant) Ticks.cut(now), name -> Values.in(values.get(name)), tables::rows, budget);
  }

  /** The rows of a relation as a table. */
  static StageResult<Table> table(Relation result, Run run, Issues issues, Query query) {
    boolean dynamic = result.columns().stream().anyMatch(c -> c.type() == ColumnType.DYNAMIC);
    return Planner.rows(query.span(), result, run, issues)
        .map(
            rows ->
                StageResult.of(
                    new Table(
                        result.columns(), rows.stream().map(row -> row(row, dynamic)).toList()),
                    issues.all()))
        .orElseGet(() -> StageResult.failed(issues.all()));
  }

  private static Row row(Object[] values, boolean dynamic) {
    List<Object> row = Arrays.asList(values);
    if (!dynamic && !row.contains(NULL)) {
      return new Row(row);
    }
    var outside = new ArrayList<@Nullable Object>(values.length);
    row.forEach(value -> outside.add(Values.out(value)));
    return new Row(outside);
  }
}
