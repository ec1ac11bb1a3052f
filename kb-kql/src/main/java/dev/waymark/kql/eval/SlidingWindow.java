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
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code sliding_window_counts}: what the bins up to each one hold. Only whole bins and windows are
 * counted, all of whose rows lie between the start and the end; for others, it isn't documented
 * which rows count, nor whether an empty window has a row.
 */
final class SlidingWindow {
  private static final int ARGUMENTS = 6;

  private final Interpreter interpreter;
  private final OperatorRunner runner;

  SlidingWindow(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  Relation run(Expression.Call call) {
    var arguments = new ArrayList<Bound>();
    call.arguments().forEach(argument -> arguments.add(runner.binder().bind(argument.value())));
    if (arguments.size() != ARGUMENTS
        || !(call.arguments().get(1).value() instanceof Expression.Name time)) {
      return unsupported(call);
    }
    List<Column> columns =
        List.of(
            new Column(time.text(), ColumnType.DATETIME),
            new Column("Count", ColumnType.LONG),
            new Column("dcount", ColumnType.LONG));
    if (interpreter.isChecking()) {
      return Relation.of(columns, List.of());
    }
    boolean known =
        arguments.get(1).type() == ColumnType.DATETIME
            && arguments.subList(2, ARGUMENTS).stream().allMatch(Bound::constant);
    if (known
        && arguments.get(2).value() instanceof Instant start
        && arguments.get(3).value() instanceof Instant end
        && arguments.get(4).value() instanceof Duration window
        && arguments.get(5).value() instanceof Duration bin) {
      return Relation.of(columns, rows(arguments, start, end, window, bin));
    }
    return unsupported(call);
  }

  private Relation unsupported(Expression.Call call) {
    interpreter.issues().unsupported(call.span(), "sliding_window_counts with these arguments");
    return runner.input().withRows(List.of()).open(true);
  }

  private List<@Nullable Object[]> rows(
      List<Bound> arguments, Instant start, Instant end, Duration window, Duration bin) {
    long day = Duration.ofDays(1).toNanos();
    boolean whole =
        bin.compareTo(Duration.ZERO) > 0
            && bin.compareTo(Duration.ofDays(1)) <= 0
            && day % bin.toNanos() == 0
            && window.compareTo(bin) >= 0
            && window.equals(bin.multipliedBy(window.dividedBy(bin)))
            && nanosOfDay(start) % bin.toNanos() == 0;
    if (!whole) {
      throw Refusal.unsupported("sliding_window_counts over other than whole bins");
    }
    List<@Nullable Object[]> input = runner.input().rows();
    var rows = new ArrayList<@Nullable Object[]>();
    for (Instant at = start; !at.isAfter(end); at = at.plus(bin)) {
      Instant to = at.plus(bin);
      Instant from = to.minus(window);
      long count = 0;
      var ids = new HashSet<Object>();
      for (@Nullable Object[] row : input) {
        interpreter.budget().row();
        Object id = arguments.get(0).scalar().value(row);
        Object time = arguments.get(1).scalar().value(row);
        if (id == null
            || !(time instanceof Instant moment)
            || moment.isBefore(start)
            || moment.isAfter(end)) {
          throw Refusal.unsupported("sliding_window_counts of rows beyond its start and end");
        }
        if (!moment.isBefore(from) && moment.isBefore(to)) {
          count++;
          ids.add(Values.dynamicText(id));
        }
      }
      if (count == 0) {
        throw Refusal.unsupported("sliding_window_counts with an empty window");
      }
      rows.add(new Object[] {at, count, (long) ids.size()});
    }
    return rows;
  }

  private static long nanosOfDay(Instant instant) {
    long second = Math.floorMod(instant.getEpochSecond(), Duration.ofDays(1).toSeconds());
    return Duration.ofSeconds(second, instant.getNano()).toNanos();
  }
}
