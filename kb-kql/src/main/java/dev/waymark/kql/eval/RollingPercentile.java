package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Bound;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Accumulator;
import dev.waymark.kql.function.AggregateFunctions;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.value.Refusal;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code rolling_percentile}: for each bin the percentile of the values in it and in those before
 * it. A bin without rows is refused, since it isn't documented whether it has a row.
 */
final class RollingPercentile {
  private static final int ARGUMENTS = 5;

  private final Interpreter interpreter;
  private final OperatorRunner runner;

  RollingPercentile(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  Relation run(Expression.Call call) {
    var arguments = new ArrayList<Bound>();
    call.arguments().forEach(argument -> arguments.add(runner.binder().bind(argument.value())));
    if (arguments.size() == ARGUMENTS
        && call.arguments().get(0).value() instanceof Expression.Name value
        && call.arguments().get(2).value() instanceof Expression.Name index
        && arguments.get(1).constant()
        && arguments.get(1).value() instanceof Long rank
        && arguments.get(2).type() == ColumnType.DATETIME
        && arguments.get(3).constant()
        && arguments.get(3).value() instanceof Duration bin
        && arguments.get(4).constant()
        && arguments.get(4).value() instanceof Long window
        && Duration.ofDays(1).toNanos() % Math.max(1, bin.toNanos()) == 0
        && window > 0) {
      String name = "rolling_" + window + "_percentile_" + value.text() + "_" + rank;
      List<Column> columns =
          List.of(
              new Column(index.text(), ColumnType.DATETIME),
              new Column(name, arguments.get(0).type()));
      return Relation.of(columns, rows(arguments, bin, window));
    }
    interpreter.issues().unsupported(call.span(), "rolling_percentile with these arguments");
    return runner.input().withRows(List.of()).open(true);
  }

  private List<@Nullable Object[]> rows(List<Bound> arguments, Duration bin, long window) {
    var bins = new TreeMap<Long, List<@Nullable Object[]>>();
    for (@Nullable Object[] row : runner.input().rows()) {
      interpreter.budget().row();
      if (!(arguments.get(2).scalar().value(row) instanceof Instant time)) {
        throw Refusal.unsupported("rolling_percentile of rows without time");
      }
      long number = Duration.between(Instant.EPOCH, time).dividedBy(bin);
      if (time.isBefore(Instant.EPOCH)) {
        throw Refusal.unsupported("rolling_percentile of rows before 1970");
      }
      bins.computeIfAbsent(number, k -> new ArrayList<>()).add(row);
    }
    List<Scalar> scalars = List.of(arguments.get(0).scalar(), arguments.get(1).scalar());
    var rows = new ArrayList<@Nullable Object[]>();
    for (Long number : bins.keySet()) {
      if (number > bins.firstKey() && !bins.containsKey(number - 1)) {
        throw Refusal.unsupported("rolling_percentile over a bin without rows");
      }
      Accumulator percentile =
          AggregateFunctions.named("percentile")
              .get(0)
              .factory()
              .create(scalars, arguments.get(0).type());
      for (List<@Nullable Object[]> part : bins.subMap(number - window + 1, number + 1).values()) {
        interpreter.budget().rows(part.size());
        part.forEach(percentile::add);
      }
      Instant start = Instant.EPOCH.plus(bin.multipliedBy(number));
      rows.add(new Object[] {start, percentile.result()});
    }
    return rows;
  }
}
