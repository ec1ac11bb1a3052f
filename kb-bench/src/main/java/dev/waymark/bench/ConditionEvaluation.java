package dev.waymark.bench;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.condition.Bindings;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.condition.Conditions;
import dev.waymark.runbooks.condition.Scope;
import dev.waymark.runbooks.condition.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** P15: a condition over twenty rows against the same loop written in Java. */
final class ConditionEvaluation implements Benchmark {
  private static final int CALLS = 20_000;
  private static final String TEXT =
      "rows.size() > 0 && rows.exists(r, r.Reason == 'Timeout' && r.Failed >= 500)";

  private final Table table = table();
  private final Condition condition = condition(TEXT, table.columns());
  private final Bindings bindings = new Bindings(table, Map.of(), Map.of());
  private int held;

  @Override
  public String id() {
    return "P15";
  }

  @Override
  public String title() {
    return "evaluate a condition, against the same in Java";
  }

  @Override
  public Target target() {
    return Target.atMost(100);
  }

  @Override
  public void prepare() throws Exception {
    for (int i = 0; i < 3; i++) {
      round();
    }
  }

  @Override
  public double round() throws Exception {
    long ours = Stopwatch.nanos(this::evaluate);
    long java = Stopwatch.nanos(this::evaluateInJava);
    return (double) ours / java;
  }

  private void evaluate() {
    for (int i = 0; i < CALLS; i++) {
      held += condition.evaluate(bindings) instanceof Verdict.Holds ? 1 : 0;
    }
  }

  private void evaluateInJava() {
    int reason = table.indexOf("Reason");
    int failed = table.indexOf("Failed");
    for (int i = 0; i < CALLS; i++) {
      held += !table.rows().isEmpty() && existsInJava(reason, failed) ? 1 : 0;
    }
  }

  private boolean existsInJava(int reason, int failed) {
    for (Row row : table.rows()) {
      if ("Timeout".equals(row.values().get(reason))
          && row.values().get(failed) instanceof Long count
          && count >= 500) {
        return true;
      }
    }
    return false;
  }

  static Condition condition(String text, List<Column> columns) {
    SourceFile file = new SourceFile("condition", text);
    Excerpt excerpt = Excerpt.of(file, new SourceSpan(0, text.length()));
    return Conditions.compile(file, excerpt, new Scope(Optional.of(columns), Map.of(), Map.of()))
        .value()
        .orElseThrow();
  }

  private static Table table() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(Row.of(i % 2 == 0 ? "Timeout" : "BackendConnectionFailure", (long) i * 20));
    }
    return new Table(
        List.of(new Column("Reason", ColumnType.STRING), new Column("Failed", ColumnType.LONG)),
        rows);
  }

  @Override
  public void close() {
    if (held < 0) {
      throw new IllegalStateException("the loops were never run");
    }
  }
}
