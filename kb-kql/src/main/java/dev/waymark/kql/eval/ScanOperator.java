package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Run;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code scan}: sequences of rows that meet the conditions of steps. Each step has a state: the row
 * that it matched last, with those that the steps before it had matched.
 */
final class ScanOperator {
  private final Planner planner;
  private final OperatorPlanner outer;
  private final List<Column> columns;
  private final int width;

  /** Stands for what is {@link Active} in a frame. */
  private final Object active = new Object();

  private final List<Scalar> initial = new ArrayList<>();

  ScanOperator(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
    this.columns = new ArrayList<>(outer.input().columns());
    this.width = columns.size();
  }

  /** A step ready to run. */
  private record Compiled(
      Scalar condition, boolean always, Map<Integer, Scalar> values, boolean shown) {}

  /** What {@code step.column} reads: the matched rows of the state that's looked at. */
  private static final class Active {
    private Object[][] rows = new Object[0][];
  }

  /** An ongoing sequence: the matched rows by step, and its number. */
  private static final class State {
    private final Object[][] rows;
    private final long match;

    State(Object[][] rows, long match) {
      this.rows = rows;
      this.match = match;
    }
  }

  Relation plan(Operator.Scan operator) {
    Relation input = outer.input();
    declare(operator.declarations());
    Optional<String> matchId = OperatorPlanner.word(operator.options(), "with_match_id");
    boolean known = operator.options().size() == (matchId.isPresent() ? 1 : 0);
    boolean last = operator.steps().stream().anyMatch(s -> s.output().orElse("").equals("last"));
    var result = new ArrayList<>(columns);
    matchId.ifPresent(name -> result.add(new Column(name, ColumnType.LONG)));
    List<Compiled> steps = compile(operator.steps());
    if (!known || last || !input.ordered()) {
      planner
          .issues()
          .unsupported(
              operator.span(),
              known && !last ? "scan over rows without an order" : "scan with these options");
      return input.with(result, Relation.Source.NONE);
    }
    boolean numbered = matchId.isPresent();
    return input.with(result, run -> rows(steps, input, numbered, run));
  }

  private void declare(List<Expression.Parameter> declarations) {
    for (Object missing : outer.input().missing()) {
      initial.add((row, frame) -> missing);
    }
    for (Expression.Parameter declared : declarations) {
      ColumnType type =
          declared.type().flatMap(t -> ColumnType.ofKustoName(t.text())).orElse(ColumnType.DYNAMIC);
      planner.named(declared.name());
      Object missing = type == ColumnType.STRING ? "" : NULL;
      initial.add(
          declared
              .defaultValue()
              .map(value -> planner.values(outer.environment()).bind(value).scalar())
              .<Scalar>map(value -> (row, frame) -> Values.convert(value.value(row, frame), type))
              .orElse((row, frame) -> missing));
      columns.add(new Column(declared.name().text(), type));
    }
  }

  private List<Compiled> compile(List<Operator.Step> steps) {
    Relation widened = Relation.of(columns, Relation.Source.NONE);
    var environment = new Environment(outer.environment());
    for (int i = 0; i < steps.size(); i++) {
      environment.define(steps.get(i).name().text(), new Environment.Members(members(i), false));
    }
    ExpressionBinder binder = planner.binder(widened, environment);
    var compiled = new ArrayList<Compiled>();
    for (Operator.Step step : steps) {
      BoundExpression condition = binder.condition(step.condition());
      boolean shown = !step.output().orElse("all").equals("none");
      compiled.add(
          new Compiled(
              condition.scalar(), condition.constant(), assignments(step, widened, binder), shown));
    }
    return compiled;
  }

  private Map<Integer, Scalar> assignments(
      Operator.Step step, Relation widened, ExpressionBinder binder) {
    var values = new HashMap<Integer, Scalar>();
    for (Expression.Assignment assignment : step.values()) {
      int index =
          assignment.names().isEmpty() ? -1 : widened.indexOf(assignment.names().get(0).text());
      if (index < width) {
        planner
            .issues()
            .unsupported(assignment.value().span(), "An assignment to no declared column");
        continue;
      }
      ColumnType type = columns.get(index).type();
      BoundExpression bound = binder.bind(assignment.value());
      values.put(
          index,
          bound.type() == type
              ? bound.scalar()
              : (row, frame) -> Values.convert(bound.scalar().value(row, frame), type));
    }
    return values;
  }

  private Map<String, BoundExpression> members(int step) {
    var members = new HashMap<String, BoundExpression>();
    for (int i = 0; i < columns.size(); i++) {
      int index = i;
      members.put(
          columns.get(i).name(),
          BoundExpression.of(
              columns.get(i).type(),
              (row, frame) -> frame.state(active, Active::new).rows[step][index]));
    }
    return members;
  }

  private List<Object[]> rows(List<Compiled> steps, Relation input, boolean numbered, Run run) {
    List<Object[]> all = input.rows(run);
    var frame = new Frame(run, all);
    Active looked = frame.state(active, Active::new);
    Object[] first = initial.stream().map(value -> value.value(Frame.NO_ROW, frame)).toArray();
    Object[][] empty = new Object[steps.size()][];
    Arrays.fill(empty, first);
    @Nullable State[] states = new State[steps.size()];
    var rows = new ArrayList<Object[]>();
    long sequences = 0;
    for (Object[] row : all) {
      run.meter().row();
      Object[] current = first.clone();
      System.arraycopy(row, 0, current, 0, width);
      for (int k = steps.size() - 1; k >= 0; k--) {
        State before = k == 0 ? null : states[k - 1];
        State own = states[k];
        State matched = null;
        if (before != null && matches(steps.get(k), before, current, looked, frame)) {
          matched = before;
          states[k - 1] = null;
        } else if (k == 0
            && own == null
            && matches(steps.get(k), new State(empty, 0), current, looked, frame)) {
          matched = new State(empty, sequences++);
        } else if (own != null && matches(steps.get(k), own, current, looked, frame)) {
          matched = own;
          if (k == 0 && numbered && !steps.get(k).always()) {
            // The documentation's text and its example disagree on whether a new match begins.
            throw Refusal.unsupported("the match of a first step that is met again");
          }
        }
        if (matched == null) {
          continue;
        }
        looked.rows = matched.rows;
        Object[] extended = current.clone();
        steps.get(k).values().forEach((i, scalar) -> extended[i] = scalar.value(current, frame));
        Object[][] held = matched.rows.clone();
        held[k] = extended;
        states[k] = new State(held, matched.match);
        if (steps.get(k).shown()) {
          rows.add(shown(extended, matched.match, numbered));
          run.meter().row(extended.length + 1, steps.get(k).values().size());
          steps.get(k).values().keySet().forEach(i -> run.meter().cell(extended[i]));
        }
      }
    }
    return rows;
  }

  private static boolean matches(
      Compiled step, State state, Object[] row, Active looked, Frame frame) {
    looked.rows = state.rows;
    return Boolean.TRUE.equals(step.condition().value(row, frame));
  }

  private static Object[] shown(Object[] extended, long match, boolean numbered) {
    if (!numbered) {
      return extended;
    }
    Object[] row = Arrays.copyOf(extended, extended.length + 1);
    row[extended.length] = match;
    return row;
  }
}
