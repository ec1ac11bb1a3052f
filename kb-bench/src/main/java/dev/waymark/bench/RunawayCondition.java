package dev.waymark.bench;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.condition.Bindings;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.condition.ConditionResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** P15-stop: a condition that would look at a thousand million pairs, against 50 ms. */
final class RunawayCondition implements Benchmark {
  @Override
  public String id() {
    return "P15-stop";
  }

  @Override
  public String title() {
    return "stop a runaway condition, against 50 ms";
  }

  @Override
  public Target target() {
    return Target.atMost(1);
  }

  @Override
  public int warmUps() {
    return 5;
  }

  @Override
  public Rounds prepare() {
    Table table =
        new Table(
            List.of(new Column("N", ColumnType.LONG)),
            IntStream.range(0, 32_000).mapToObj(i -> Row.of((long) i)).toList());
    return new Runaways(
        table,
        ConditionEvaluation.condition(
            "rows.exists(a, rows.exists(b, a.N + b.N < 0))", table.columns()));
  }

  private record Runaways(Table table, Condition condition) implements Rounds {
    private static final double LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @Override
    public double round() {
      Bindings bindings = new Bindings(table, Map.of(), Map.of());
      long start = System.nanoTime();
      ConditionResult verdict = condition.evaluate(bindings);
      long took = System.nanoTime() - start;
      if (!(verdict instanceof ConditionResult.Failed)) {
        throw new IllegalStateException("it was not stopped: " + verdict);
      }
      return took / LIMIT_NANOS;
    }
  }
}
