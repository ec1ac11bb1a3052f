package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Bound;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Relation;
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
import org.jspecify.annotations.Nullable;

/** {@code join} and {@code lookup}, by a hash table over the right side. */
final class Joining {
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

  private final Interpreter interpreter;
  private final OperatorRunner runner;
  private final List<Scalar> leftKeys = new ArrayList<>();
  private final List<Scalar> rightKeys = new ArrayList<>();
  private final Set<Integer> rightKeyColumns = new HashSet<>();

  Joining(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  Relation join(Operator.Join operator) {
    Relation left = runner.input();
    Relation right = interpreter.table(operator.right(), new Environment(runner.environment()));
    String kind =
        kind(operator, OperatorRunner.word(operator.options(), "kind").orElse("innerunique"));
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
      interpreter
          .issues()
          .unknown(QueryIssue.WRONG_ARGUMENTS, operator.span(), "kind of join", kind, KINDS);
      return "inner";
    }
    return kind;
  }

  Relation lookup(Operator.Lookup operator) {
    Relation left = runner.input();
    Relation right = interpreter.table(operator.right(), new Environment(runner.environment()));
    operator.conditions().forEach(condition -> condition(condition, left, right));
    String kind = runner.kind(operator, operator.options(), "leftouter", LOOKUP_KINDS);
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
    interpreter
        .issues()
        .add(
            QueryIssue.WRONG_ARGUMENTS,
            condition.span(),
            "A join goes by equal columns",
            "Write on Column, or on $left.a == $right.b");
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
    Bound a = interpreter.binder(left, new Environment(null)).bind(leftName);
    Bound b = interpreter.binder(right, new Environment(null)).bind(rightName);
    rightKeyColumns.add(right.indexOf(rightName.text()));
    if (a.unknown() || b.unknown()) {
      leftKeys.add(a.scalar());
      rightKeys.add(b.scalar());
      return;
    }
    boolean dynamic = a.type() == ColumnType.DYNAMIC || b.type() == ColumnType.DYNAMIC;
    Optional<ColumnType> common = dynamic ? Optional.empty() : Types.common(a.type(), b.type());
    if (dynamic) {
      interpreter.issues().unsupported(span, "Joining by a dynamic");
    } else if (common.isEmpty()) {
      interpreter
          .issues()
          .add(
              QueryIssue.WRONG_TYPE,
              span,
              "A " + a.type().kustoName() + " can't be joined with a " + b.type().kustoName(),
              "Convert one of them");
    }
    leftKeys.add(converted(a, common.orElse(a.type())));
    rightKeys.add(converted(b, common.orElse(b.type())));
  }

  private static Scalar converted(Bound bound, ColumnType type) {
    Scalar scalar = bound.scalar();
    return bound.type() == type ? scalar : row -> Values.convert(scalar.value(row), type);
  }

  private static Object key(List<Scalar> keys, @Nullable Object[] row) {
    @Nullable Object[] values = new Object[keys.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = keys.get(i).value(row);
    }
    return Key.of(values, 0, values.length);
  }

  // Rows

  private Relation unique(Relation left) {
    var seen = new HashSet<Object>();
    var rows = new ArrayList<@Nullable Object[]>();
    for (@Nullable Object[] row : left.rows()) {
      if (seen.add(key(leftKeys, row))) {
        rows.add(row);
        interpreter.budget().group(leftKeys.size());
      }
      interpreter.budget().row();
    }
    return left.withRows(rows);
  }

  private Relation keep(
      Relation kept,
      List<Scalar> keptKeys,
      Relation other,
      List<Scalar> otherKeys,
      boolean wanted) {
    var keys = new HashSet<Object>();
    for (@Nullable Object[] row : other.rows()) {
      if (keys.add(key(otherKeys, row))) {
        interpreter.budget().group(otherKeys.size());
      }
      interpreter.budget().row();
    }
    var rows = new ArrayList<@Nullable Object[]>();
    for (@Nullable Object[] row : kept.rows()) {
      if (keys.contains(key(keptKeys, row)) == wanted) {
        rows.add(row);
      }
      interpreter.budget().row();
    }
    return kept.with(kept.columns(), rows).ordered(false);
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
    Map<Object, List<Integer>> index = index(right);
    var matched = new BitSet();
    var rows = new ArrayList<@Nullable Object[]>();
    var unmatched = new ArrayList<@Nullable Object[]>();
    boolean keepsLeft = kind.equals("leftouter") || kind.equals("fullouter");
    boolean keepsRight = kind.equals("rightouter") || kind.equals("fullouter");
    for (@Nullable Object[] row : left.rows()) {
      List<Integer> partners = index.getOrDefault(key(leftKeys, row), List.of());
      for (int partner : partners) {
        matched.set(partner);
        rows.add(joined(row, right.rows().get(partner), left, taken));
      }
      if (partners.isEmpty() && keepsLeft) {
        unmatched.add(joined(row, missing(right), left, taken));
      }
      interpreter.budget().row();
    }
    for (int i = 0; keepsRight && i < right.rows().size(); i++) {
      if (!matched.get(i)) {
        rows.add(joined(missing(left), right.rows().get(i), left, taken));
      }
    }
    rows.addAll(unmatched);
    return Relation.of(columns, rows).open(left.open() || right.open());
  }

  private Map<Object, List<Integer>> index(Relation right) {
    var index = new HashMap<Object, List<Integer>>();
    for (int i = 0; i < right.rows().size(); i++) {
      index.computeIfAbsent(key(rightKeys, right.rows().get(i)), k -> new ArrayList<>(1)).add(i);
      interpreter.budget().group(rightKeys.size());
      interpreter.budget().row();
    }
    return index;
  }

  private static @Nullable Object[] missing(Relation relation) {
    @Nullable Object[] row = new Object[relation.columns().size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = relation.columns().get(i).type() == ColumnType.STRING ? "" : null;
    }
    return row;
  }

  private @Nullable Object[] joined(
      @Nullable Object[] a, @Nullable Object[] b, Relation left, List<Integer> taken) {
    int width = left.columns().size();
    @Nullable Object[] row = new Object[width + taken.size()];
    interpreter.budget().row(row.length, 0);
    System.arraycopy(a, 0, row, 0, width);
    for (int i = 0; i < taken.size(); i++) {
      row[width + i] = b[taken.get(i)];
    }
    return row;
  }
}
