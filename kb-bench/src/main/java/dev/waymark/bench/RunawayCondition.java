package dev.waymark.bench;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.condition.Bindings;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.condition.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** P15-stop: a condition that would look at a thousand million pairs, against 50 ms. */
final class RunawayCondition implements Benchmark {
  private static final double LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Table table =
      new Table(
          List.of(new Column("N", ColumnType.LONG)),
          IntStream.range(0, 32_000).mapToObj(i -> Row.of((long) i)).toList());
  private final Condition condition =
      ConditionEvaluation.condition(
          "rows.exists(a, rows.exists(b, a.N + b.N < 0))", table.columns());

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
  public void prepare() throws Exception {
    round();
    round();
  }

  @Override
  public double round() throws Exception {
    Bindings bindings = new Bindings(table, Map.of(), Map.of());
    long start = System.nanoTime();
    Verdict verdict = condition.evaluate(bindings);
    long took = System.nanoTime() - start;
    if (!(verdict instanceof Verdict.Failed)) {
      throw new IllegalStateException("it was not stopped: " + verdict);
    }
    return took / LIMIT_NANOS;
  }

  @Override
  public void close() {}
}
