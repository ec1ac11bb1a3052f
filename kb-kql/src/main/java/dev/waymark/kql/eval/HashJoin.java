package dev.waymark.kql.eval;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Run;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.function.Types;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Values;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code join} and {@code lookup}, by a hash table over the right side. */
final class HashJoin {
  private static final Set<String> LOOKUP_KINDS = Set.of("inner", "leftouter");
  private static final Set<String> KINDS =
      Set.of(
          "innerunique",
          "inner",
          "leftouter",
          "rightouter",
          "fullouter",
          "leftanti",
          "anti",
          "leftantisemi",
          "rightanti",
          "rightantisemi",
          "leftsemi",
          "rightsemi");

  private final Planner planner;
  private final OperatorPlanner outer;
  private final List<Scalar> leftKeys = new ArrayList<>();
  private final List<Scalar> rightKeys = new ArrayList<>();
  private final Set<Integer> rightKeyColumns = new HashSet<>();

  HashJoin(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  Relation join(Operator.Join operator) {
    Relation left = outer.input();
    Relation right = planner.table(operator.right(), new Environment(outer.environment()));
    String kind =
        kind(operator, OperatorPlanner.word(operator.options(), "kind").orElse("innerunique"));
    operator.conditions().forEach(condition -> condition(condition, left, right));
    return switch (kind) {
      case "leftsemi" -> keep(left, leftKeys, right, rightKeys, true);
      case "leftanti", "anti", "leftantisemi" -> keep(left, leftKeys, right, rightKeys, false);
      case "rightsemi" -> keep(right, rightKeys, left, leftKeys, true);
      case "rightanti", "rightantisemi" -> keep(right, rightKeys, left, leftKeys, false);
      default -> {
        var all = new ArrayList<Integer>();
        for (int i = 0; i < right.columns().size(); i++) {
          all.add(i);
        }
        yield combine(kind.equals("innerunique") ? unique(left) : left, right, all, kind);
      }
    };
  }

  private String kind(Operator.Join operator, String kind) {
    if (!KINDS.contains(kind)) {
      planner
          .issues()
          .unknown(
              QueryIssue.WRONG_ARGUMENTS,
              operator.span(),
              "kind of join",
              kind,
              KINDS.stream().sorted().toList());
      return "inner";
    }
    return kind;
  }

  Relation lookup(Operator.Lookup operator) {
    Relation left = outer.input();
    Relation right = planner.table(operator.right(), new Environment(outer.environment()));
    operator.conditions().forEach(condition -> condition(condition, left, right));
    String kind = outer.kind(operator, operator.options(), "leftouter", LOOKUP_KINDS);
    List<Integer> rest =
        java.util.stream.IntStream.range(0, right.columns().size())
            .boxed()
            .filter(i -> !rightKeyColumns.contains(i))
            .toList();
    return combine(left, right, rest, kind);
  }

  // Conditions

  private void condition(Expression condition, Relation left, Relation right) {
    if (condition instanceof Expression.Binary both && both.operator().equals("and")) {
      condition(both.left(), left, right);
      condition(both.right(), left, right);
      return;
    }
    if (condition instanceof Expression.Name name) {
      key(name, name, left, right, name.span());
      return;
    }
    if (condition instanceof Expression.Binary equal
        && equal.operator().equals("==")
        && equal.left() instanceof Expression.Member a
        && equal.right() instanceof Expression.Member b
        && a.target() instanceof Expression.Name sideA
        && b.target() instanceof Expression.Name sideB
        && areSides(sideA.text(), sideB.text())) {
      boolean straight = sideA.text().equals("$left");
      key(
          straight ? a.name() : b.name(),
          straight ? b.name() : a.name(),
          left,
          right,
          equal.span());
      return;
    }
    planner
        .issues()
        .add(
            QueryIssue.WRONG_ARGUMENTS,
            condition.span(),
            "A join goes by equal columns",
            "Write on Column, or on $left.a == $right.b.");
  }

  private static boolean areSides(String a, String b) {
    return (a.equals("$left") && b.equals("$right")) || (a.equals("$right") && b.equals("$left"));
  }

  private void key(
      Expression.Name leftName,
      Expression.Name rightName,
      Relation left,
      Relation right,
      SourceSpan span) {
    BoundExpression a = planner.binder(left, Environment.root()).bind(leftName);
    BoundExpression b = planner.binder(right, Environment.root()).bind(rightName);
    rightKeyColumns.add(right.indexOf(rightName.text()));
    if (a.unknown() || b.unknown()) {
      leftKeys.add(a.scalar());
      rightKeys.add(b.scalar());
      return;
    }
    boolean dynamic = a.type() == ColumnType.DYNAMIC || b.type() == ColumnType.DYNAMIC;
    Optional<ColumnType> common = dynamic ? Optional.empty() : Types.common(a.type(), b.type());
    if (dynamic) {
      planner.issues().unsupported(span, "Joining by a dynamic");
    } else if (common.isEmpty()) {
      planner
          .issues()
          .add(
              QueryIssue.WRONG_TYPE,
              span,
              "A " + a.type().kustoName() + " can't be joined with a " + b.type().kustoName(),
              "Convert one of them.");
    }
    leftKeys.add(converted(a, common.orElse(a.type())));
    rightKeys.add(converted(b, common.orElse(b.type())));
  }

  private static Scalar converted(BoundExpression bound, ColumnType type) {
    Scalar scalar = bound.scalar();
    return bound.type() == type
        ? scalar
        : (row, frame) -> Values.convert(scalar.value(row, frame), type);
  }

  private static Object key(List<Scalar> keys, Object[] row, Frame frame) {
    Object[] values = new Object[keys.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = keys.get(i).value(row, frame);
    }
    return Key.of(values, 0, values.length);
  }

  // Rows

  private Relation unique(Relation left) {
    return left.by(
        run -> {
          var frame = Frame.of(run);
          var seen = new HashSet<Object>();
          var rows = new ArrayList<Object[]>();
          for (Object[] row : left.rows(run)) {
            if (seen.add(key(leftKeys, row, frame))) {
              rows.add(row);
              run.meter().group(leftKeys.size());
            }
            run.meter().row();
          }
          return rows;
        });
  }

  private static Relation keep(
      Relation kept,
      List<Scalar> keptKeys,
      Relation other,
      List<Scalar> otherKeys,
      boolean wanted) {
    return kept.with(
            kept.columns(),
            run -> {
              var frame = Frame.of(run);
              var keys = new HashSet<Object>();
              for (Object[] row : other.rows(run)) {
                if (keys.add(key(otherKeys, row, frame))) {
                  run.meter().group(otherKeys.size());
                }
                run.meter().row();
              }
              var rows = new ArrayList<Object[]>();
              for (Object[] row : kept.rows(run)) {
                if (keys.contains(key(keptKeys, row, frame)) == wanted) {
                  rows.add(row);
                }
                run.meter().row();
              }
              return rows;
            })
        .ordered(false);
  }

  private Relation combine(Relation left, Relation right, List<Integer> taken, String kind) {
    var columns = new ArrayList<>(left.columns());
    var names = new ColumnNames();
    left.columns().forEach(column -> names.take(column.name()));
    taken.forEach(
        i ->
            columns.add(
                new Column(
                    names.free(right.columns().get(i).name()), right.columns().get(i).type())));
    return Relation.of(columns, run -> combined(left, right, taken, kind, run))
        .open(left.open() || right.open());
  }

  private List<Object[]> combined(
      Relation left, Relation right, List<Integer> taken, String kind, Run run) {
    var frame = Frame.of(run);
    List<Object[]> others = right.rows(run);
    Map<Object, List<Integer>> index = index(others, frame);
    var matched = new BitSet();
    var rows = new ArrayList<Object[]>();
    var unmatched = new ArrayList<Object[]>();
    int width = left.columns().size();
    boolean keepsLeft = kind.equals("leftouter") || kind.equals("fullouter");
    boolean keepsRight = kind.equals("rightouter") || kind.equals("fullouter");
    for (Object[] row : left.rows(run)) {
      List<Integer> partners = index.getOrDefault(key(leftKeys, row, frame), List.of());
      for (int partner : partners) {
        matched.set(partner);
        rows.add(joined(row, others.get(partner), width, taken, run));
      }
      if (partners.isEmpty() && keepsLeft) {
        unmatched.add(joined(row, right.missing(), width, taken, run));
      }
      run.meter().row();
    }
    for (int i = 0; keepsRight && i < others.size(); i++) {
      if (!matched.get(i)) {
        rows.add(joined(left.missing(), others.get(i), width, taken, run));
      }
    }
    rows.addAll(unmatched);
    return rows;
  }

  private Map<Object, List<Integer>> index(List<Object[]> rows, Frame frame) {
    var index = new HashMap<Object, List<Integer>>();
    for (int i = 0; i < rows.size(); i++) {
      index.computeIfAbsent(key(rightKeys, rows.get(i), frame), k -> new ArrayList<>(1)).add(i);
      frame.meter().group(rightKeys.size());
      frame.meter().row();
    }
    return index;
  }

  private static Object[] joined(Object[] a, Object[] b, int width, List<Integer> taken, Run run) {
    Object[] row = new Object[width + taken.size()];
    run.meter().row(row.length, 0);
    System.arraycopy(a, 0, row, 0, width);
    for (int i = 0; i < taken.size(); i++) {
      row[width + i] = b[taken.get(i)];
    }
    return row;
  }
}
