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
import dev.waymark.runbooks.condition.ConditionResult;
import dev.waymark.runbooks.condition.Conditions;
import dev.waymark.runbooks.condition.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** P15: a condition over twenty rows against the same loop written in Java. */
final class ConditionEvaluation implements Benchmark {
  private static final String TEXT =
      "rows.size() > 0 && rows.exists(r, r.Reason == 'Timeout' && r.Failed >= 300)";

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
    return Target.atMost(1_000);
  }

  @Override
  public int warmUps() {
    return 10;
  }

  @Override
  public Rounds prepare() {
    Table table = table();
    return new Loops(
        table, condition(TEXT, table.columns()), new Bindings(table, Map.of(), Map.of()));
  }

  private record Loops(Table table, Condition condition, Bindings bindings) implements Rounds {
    private static final int CALLS = 20_000;

    @Override
    public double round() throws Exception {
      long ours = Stopwatch.nanos(() -> repeat(this::holds));
      long java = Stopwatch.nanos(() -> repeat(this::holdsInJava));
      return (double) ours / java;
    }

    private static void repeat(BooleanSupplier condition) {
      for (int i = 0; i < CALLS; i++) {
        if (!condition.getAsBoolean()) {
          throw new IllegalStateException("the condition holds, but was not found to");
        }
      }
    }

    private boolean holds() {
      return condition.evaluate(bindings) instanceof ConditionResult.Holds;
    }

    private boolean holdsInJava() {
      int reason = table.indexOf("Reason");
      int failed = table.indexOf("Failed");
      for (Row row : table.rows()) {
        if ("Timeout".equals(row.values().get(reason))
            && row.values().get(failed) instanceof Long count
            && count >= 300) {
          return true;
        }
      }
      return false;
    }
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
}
