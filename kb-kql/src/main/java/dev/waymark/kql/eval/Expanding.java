package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Bound;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code mv-expand} and {@code mv-apply}: a row for each element of arrays and bags. */
final class Expanding {
  private final Interpreter interpreter;
  private final OperatorRunner runner;

  Expanding(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  /** An array that is expanded into a column; -1 for a new one. */
  private record Target(String name, int index, Bound value, ColumnType type) {}

  Relation expand(Operator.MvExpand operator) {
    List<Target> targets = targets(operator.expansions());
    Optional<String> itemIndex = OperatorRunner.word(operator.options(), "with_itemindex");
    String kind =
        OperatorRunner.word(operator.options(), "bagexpansion")
            .orElse(runner.kind(operator, operator.options(), "bag", Set.of("bag", "array")));
    boolean pairs = kind.equals("array");
    long limit = operator.limit().map(runner::count).orElse(Long.MAX_VALUE);
    List<Column> columns = columns(targets, itemIndex);
    var rows = new ArrayList<@Nullable Object[]>();
    for (@Nullable Object[] row : runner.input().rows()) {
      rows.addAll(expanded(row, targets, itemIndex.isPresent(), pairs, limit, columns.size()));
    }
    return runner.input().with(columns, rows);
  }

  private List<Target> targets(List<Operator.Expansion> expansions) {
    ExpressionBinder binder = runner.binder();
    var targets = new ArrayList<Target>();
    for (Operator.Expansion expansion : expansions) {
      Bound value = binder.bind(expansion.value().value());
      if (value.type() != ColumnType.DYNAMIC) {
        interpreter
            .issues()
            .add(
                QueryIssue.WRONG_TYPE,
                expansion.value().value().span(),
                "A " + value.type().kustoName() + " has no elements to expand",
                "Expand a dynamic, such as parse_json(…) or split(…)");
      }
      ColumnType type =
          expansion
              .type()
              .flatMap(t -> ColumnType.ofKustoName(t.text()))
              .orElse(ColumnType.DYNAMIC);
      String name =
          expansion.value().names().isEmpty()
              ? ColumnNames.of(expansion.value().value()).orElse("Column" + (targets.size() + 1))
              : expansion.value().names().get(0).text();
      targets.add(new Target(name, runner.input().indexOf(name), value, type));
    }
    return targets;
  }

  private List<Column> columns(List<Target> targets, Optional<String> itemIndex) {
    var columns = new ArrayList<>(runner.input().columns());
    for (Target target : targets) {
      var column = new Column(target.name(), target.type());
      if (target.index() >= 0) {
        columns.set(target.index(), column);
      } else {
        columns.add(column);
      }
    }
    itemIndex.ifPresent(name -> columns.add(new Column(name, ColumnType.LONG)));
    return columns;
  }

  private List<@Nullable Object[]> expanded(
      @Nullable Object[] row,
      List<Target> targets,
      boolean numbered,
      boolean pairs,
      long limit,
      int width) {
    var elements = new ArrayList<List<@Nullable Object>>();
    int count = 0;
    for (Target target : targets) {
      List<@Nullable Object> list = elements(target.value().scalar().value(row), pairs);
      elements.add(list);
      count = Math.max(count, list.size());
    }
    var rows = new ArrayList<@Nullable Object[]>();
    for (int i = 0; i < Math.min(limit, count); i++) {
      @Nullable Object[] expanded = new Object[width];
      System.arraycopy(row, 0, expanded, 0, row.length);
      int next = row.length;
      for (int t = 0; t < targets.size(); t++) {
        Target target = targets.get(t);
        Object element = i < elements.get(t).size() ? elements.get(t).get(i) : null;
        int place = target.index() >= 0 ? target.index() : next++;
        expanded[place] =
            target.type() == ColumnType.DYNAMIC ? element : typed(element, target.type());
      }
      if (numbered) {
        expanded[width - 1] = (long) i;
      }
      rows.add(expanded);
      interpreter.budget().row(width, targets.size() + 1);
    }
    return rows;
  }

  /** An element is cast and not parsed, the documentation says; what is in doubt is refused. */
  private static @Nullable Object typed(@Nullable Object element, ColumnType type) {
    Object converted = Values.convert(element, type);
    boolean whole = type == ColumnType.LONG || type == ColumnType.INT;
    boolean doubtful =
        element instanceof String
            || (element instanceof Double number && whole && number != Math.rint(number))
            || (element instanceof Boolean && type != ColumnType.BOOL);
    if (doubtful && converted != null && type != ColumnType.STRING) {
      throw Refusal.unsupported(
          "expanding a " + Values.dynamicType(element) + " to typeof(" + type.kustoName() + ")");
    }
    return converted;
  }

  /** The elements of an array or the properties of a bag; anything else, null too, is one. */
  private List<@Nullable Object> elements(@Nullable Object value, boolean pairs) {
    if (value instanceof List<?> list) {
      return Collections.unmodifiableList(list);
    }
    var properties = new ArrayList<@Nullable Object>();
    if (value instanceof Map<?, ?> bag) {
      interpreter.budget().kept(4 * bag.size());
      for (Map.Entry<?, ?> entry : bag.entrySet()) {
        var pair = new ArrayList<@Nullable Object>();
        pair.add(entry.getKey());
        pair.add(entry.getValue());
        var single = new LinkedHashMap<Object, @Nullable Object>();
        single.put(String.valueOf(entry.getKey()), entry.getValue());
        properties.add(pairs ? pair : single);
      }
      return properties;
    }
    properties.add(value);
    return properties;
  }

  Relation apply(Operator.MvApply operator) {
    List<Target> targets = targets(operator.expansions());
    Optional<String> itemIndex = OperatorRunner.word(operator.options(), "with_itemindex");
    long limit = operator.limit().map(runner::count).orElse(Long.MAX_VALUE);
    List<Column> expanded = columns(targets, itemIndex);
    Relation input = runner.input();
    Relation shape =
        interpreter.steps(
            operator.body().operators(),
            Relation.of(expanded, List.of()).open(input.open()).ordered(true),
            runner.environment());
    var columns = new ArrayList<>(input.columns());
    for (Column column : shape.columns()) {
      int index = input.indexOf(column.name());
      if (index >= 0) {
        columns.set(index, column);
      } else {
        columns.add(column);
      }
    }
    var rows = new ArrayList<@Nullable Object[]>();
    for (@Nullable Object[] row : input.rows()) {
      List<@Nullable Object[]> part =
          expanded(row, targets, itemIndex.isPresent(), false, limit, expanded.size());
      if (part.isEmpty()) {
        continue;
      }
      Relation result =
          interpreter.steps(
              operator.body().operators(),
              Relation.of(expanded, part).ordered(true),
              runner.environment());
      append(row, result, columns, rows);
    }
    return without(dropped(targets, shape), columns, rows, input).open(shape.open());
  }

  /** The columns that are expanded in their places and that the body doesn't return. */
  private static List<Integer> dropped(List<Target> targets, Relation shape) {
    return targets.stream()
        .filter(target -> target.index() >= 0 && shape.indexOf(target.name()) < 0)
        .map(Target::index)
        .toList();
  }

  private Relation without(
      List<Integer> dropped, List<Column> columns, List<@Nullable Object[]> rows, Relation input) {
    if (dropped.isEmpty()) {
      return input.with(columns, rows);
    }
    int[] kept =
        IntStream.range(0, columns.size()).filter(index -> !dropped.contains(index)).toArray();
    var picked = new ArrayList<@Nullable Object[]>(rows.size());
    for (@Nullable Object[] row : rows) {
      @Nullable Object[] rest = new Object[kept.length];
      for (int i = 0; i < kept.length; i++) {
        rest[i] = row[kept[i]];
      }
      interpreter.budget().row(rest.length, 0);
      picked.add(rest);
    }
    return input.with(IntStream.of(kept).mapToObj(columns::get).toList(), picked);
  }

  private void append(
      @Nullable Object[] row,
      Relation result,
      List<Column> columns,
      List<@Nullable Object[]> rows) {
    for (@Nullable Object[] inner : result.rows()) {
      @Nullable Object[] whole = new Object[columns.size()];
      System.arraycopy(row, 0, whole, 0, row.length);
      for (int i = 0; i < inner.length; i++) {
        String name = result.columns().get(i).name();
        for (int c = 0; c < columns.size(); c++) {
          if (columns.get(c).name().equals(name)) {
            whole[c] = inner[i];
          }
        }
      }
      rows.add(whole);
      interpreter.budget().row(whole.length, 0);
    }
  }
}
