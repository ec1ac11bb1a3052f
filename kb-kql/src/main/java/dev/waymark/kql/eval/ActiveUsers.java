package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Bound;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code active_users_count}: for each bin, how many ids appeared in it that had been seen in
 * enough periods before. The text and the picture of the documentation differ by a period in how
 * far back that reaches; where it matters, the query is refused.
 */
final class ActiveUsers {
  private static final int ARGUMENTS = 8;

  private final Interpreter interpreter;
  private final OperatorRunner runner;

  ActiveUsers(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  private record Setting(
      Instant start, Instant end, Duration lookback, Duration period, long periods, Duration bin) {}

  Relation run(Expression.Call call) {
    var arguments = new ArrayList<Bound>();
    call.arguments().forEach(argument -> arguments.add(runner.binder().bind(argument.value())));
    if (arguments.size() == ARGUMENTS
        && call.arguments().get(1).value() instanceof Expression.Name time
        && arguments.get(1).type() == ColumnType.DATETIME
        && arguments.subList(2, ARGUMENTS).stream().allMatch(Bound::constant)
        && arguments.get(2).value() instanceof Instant start
        && arguments.get(3).value() instanceof Instant end
        && arguments.get(4).value() instanceof Duration lookback
        && arguments.get(5).value() instanceof Duration period
        && arguments.get(6).value() instanceof Long periods
        && arguments.get(7).value() instanceof Duration bin
        && period.toNanos() > 0
        && bin.toNanos() > 0) {
      List<Column> columns =
          List.of(
              new Column(time.text(), ColumnType.DATETIME), new Column("dcount", ColumnType.LONG));
      var setting = new Setting(start, end, lookback, period, periods, bin);
      return Relation.of(columns, rows(arguments, setting));
    }
    interpreter.issues().unsupported(call.span(), "active_users_count with these arguments");
    return runner.input().withRows(List.of()).open(true);
  }

  private List<@Nullable Object[]> rows(List<Bound> arguments, Setting setting) {
    Map<String, List<Instant>> times = new HashMap<>();
    for (@Nullable Object[] row : runner.input().rows()) {
      interpreter.budget().row();
      Object id = arguments.get(0).scalar().value(row);
      if (id == null || !(arguments.get(1).scalar().value(row) instanceof Instant time)) {
        throw Refusal.unsupported("active_users_count of rows without id or time");
      }
      times.computeIfAbsent(Values.dynamicText(id), k -> new ArrayList<>()).add(time);
    }
    Map<Instant, Set<String>> active = active(times, setting, setting.lookback);
    if (!active.equals(active(times, setting, setting.lookback.minus(setting.period)))) {
      throw Refusal.unsupported("active_users_count of ids seen just within the lookback window");
    }
    var rows = new ArrayList<@Nullable Object[]>();
    active.forEach((bin, ids) -> rows.add(new Object[] {bin, (long) ids.size()}));
    return rows;
  }

  private Map<Instant, Set<String>> active(
      Map<String, List<Instant>> times, Setting setting, Duration lookback) {
    var active = new TreeMap<Instant, Set<String>>();
    times.forEach(
        (id, all) -> {
          for (Instant time : all) {
            interpreter.budget().rows(all.size());
            if (time.isBefore(setting.start) || time.isAfter(setting.end)) {
              continue;
            }
            var periods = new HashSet<Long>();
            for (Instant other : all) {
              if (!other.isAfter(time) && other.isAfter(time.minus(lookback))) {
                periods.add(number(setting.start, other, setting.period));
              }
            }
            if (periods.size() >= setting.periods) {
              long bin = number(setting.start, time, setting.bin);
              active
                  .computeIfAbsent(
                      setting.start.plus(setting.bin.multipliedBy(bin)), k -> new HashSet<>())
                  .add(id);
            }
          }
        });
    return active;
  }

  /** The number of a stretch of time, counted from the start, below zero before it. */
  private static long number(Instant start, Instant time, Duration length) {
    return Math.floorDiv(Duration.between(start, time).toNanos(), length.toNanos());
  }
}
