package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Arithmetic;
import dev.waymark.kql.function.Combination;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Run;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.function.Types;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code range}: values from one to another in steps. */
final class RangeOperator {
  private final Planner planner;
  private final OperatorPlanner outer;

  RangeOperator(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  Relation plan(Operator.Range operator) {
    ExpressionBinder values = planner.values(outer.environment());
    BoundExpression from = values.bind(operator.from());
    BoundExpression to = values.bind(operator.to());
    BoundExpression step = values.bind(operator.step());
    boolean unknown = from.unknown() || to.unknown() || step.unknown();
    Optional<Combination> sum =
        unknown
            ? Optional.empty()
            : Types.common(from.type(), to.type())
                .flatMap(ends -> Arithmetic.of("+", ends, step.type()));
    if (sum.isEmpty()) {
      if (!unknown) {
        planner
            .issues()
            .add(
                QueryIssue.WRONG_TYPE,
                operator.span(),
                "A range doesn't go from a "
                    + from.type().kustoName()
                    + " in steps of a "
                    + step.type().kustoName(),
                "Use numbers, or datetimes with a timespan as the step.");
      }
      return Relation.of(
              List.of(new Column(operator.column().text(), from.type())), Relation.Source.NONE)
          .ordered(true);
    }
    boolean ints =
        from.type() == ColumnType.INT
            && to.type() == ColumnType.INT
            && step.type() == ColumnType.INT;
    ColumnType type = ints ? ColumnType.INT : sum.get().type();
    return Relation.of(
            List.of(new Column(operator.column().text(), type)),
            run -> rows(from, to, step, sum.get(), type, run))
        .ordered(true);
  }

  private static List<Object[]> rows(
      BoundExpression from,
      BoundExpression to,
      BoundExpression step,
      Combination sum,
      ColumnType type,
      Run run) {
    var frame = Frame.of(run);
    var rows = new ArrayList<Object[]>();
    Object last = Values.convert(to.scalar().value(Frame.NO_ROW, frame), sum.type());
    Object at = Values.convert(from.scalar().value(Frame.NO_ROW, frame), sum.type());
    Object by = step.scalar().value(Frame.NO_ROW, frame);
    if (last == NULL || at == NULL || by == NULL) {
      return rows;
    }
    Object[] state = {at};
    Scalar next = sum.compiler().compile((row, own) -> state[0], step.scalar());
    Object second = next.value(state, frame);
    int direction = second == NULL ? 0 : Values.compare(second, at);
    Object current = at;
    while (current != NULL && direction != 0 && Values.compare(last, current) * direction >= 0) {
      rows.add(new Object[] {Values.convert(current, type)});
      run.meter().row(1, 1);
      state[0] = current;
      current = next.value(state, frame);
    }
    return rows;
  }
}
