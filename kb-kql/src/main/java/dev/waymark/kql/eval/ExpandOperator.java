package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code mv-expand} and {@code mv-apply}: a row for each element of arrays and bags. */
final class ExpandOperator {
  private final Planner planner;
  private final OperatorPlanner outer;

  ExpandOperator(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  /** An array that is expanded into a column; -1 for a new one. */
  private record Target(String name, int index, BoundExpression value, ColumnType type) {}

  Relation expand(Operator.MvExpand operator) {
    List<Target> targets = targets(operator.expansions());
    Optional<String> itemIndex = OperatorPlanner.word(operator.options(), "with_itemindex");
    String kind =
        OperatorPlanner.word(operator.options(), "bagexpansion")
            .orElse(outer.kind(operator, operator.options(), "bag", Set.of("bag", "array")));
    boolean pairs = kind.equals("array");
    Scalar limit = limit(operator.limit());
    List<Column> columns = columns(targets, itemIndex);
    Relation input = outer.input();
    return input.with(
        columns,
        run -> {
          var expansion =
              new Expansion(
                  targets, itemIndex.isPresent(), pairs, limit, columns.size(), Frame.of(run));
          var rows = new ArrayList<Object[]>();
          input.rows(run).forEach(row -> rows.addAll(expansion.of(row)));
          return rows;
        });
  }

  private Scalar limit(Optional<Expression> limit) {
    return limit.map(outer::count).orElse((row, frame) -> Long.MAX_VALUE);
  }

  private List<Target> targets(List<Operator.Expansion> expansions) {
    ExpressionBinder binder = outer.binder();
    var targets = new ArrayList<Target>();
    for (Operator.Expansion expansion : expansions) {
      BoundExpression value = binder.bind(expansion.value().value());
      if (value.type() != ColumnType.DYNAMIC) {
        planner
            .issues()
            .add(
                QueryIssue.WRONG_TYPE,
                expansion.value().value().span(),
                "A " + value.type().kustoName() + " has no elements to expand",
                "Expand a dynamic, such as parse_json(…) or split(…).");
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
      targets.add(new Target(name, outer.input().indexOf(name), value, type));
    }
    return targets;
  }

  private List<Column> columns(List<Target> targets, Optional<String> itemIndex) {
    var columns = new ArrayList<>(outer.input().columns());
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

  /** How rows are expanded in a run. */
  private record Expansion(
      List<Target> targets, boolean numbered, boolean pairs, Scalar limit, int width, Frame frame) {
    List<Object[]> of(Object[] row) {
      var elements = new ArrayList<List<Object>>();
      int count = 0;
      for (Target target : targets) {
        List<Object> list = elements(target.value().scalar().value(row, frame));
        elements.add(list);
        count = Math.max(count, list.size());
      }
      var rows = new ArrayList<Object[]>();
      long most = Math.min(OperatorPlanner.count(limit, frame.run()), count);
      for (int i = 0; i < most; i++) {
        Object[] expanded = new Object[width];
        System.arraycopy(row, 0, expanded, 0, row.length);
        int next = row.length;
        for (int t = 0; t < targets.size(); t++) {
          Target target = targets.get(t);
          Object element = i < elements.get(t).size() ? elements.get(t).get(i) : NULL;
          int place = target.index() >= 0 ? target.index() : next++;
          expanded[place] =
              target.type() == ColumnType.DYNAMIC ? element : typed(element, target.type());
        }
        if (numbered) {
          expanded[width - 1] = (long) i;
        }
        rows.add(expanded);
        frame.meter().row(width, targets.size() + 1);
      }
      return rows;
    }

    /** The elements of an array or the properties of a bag; anything else, null too, is one. */
    private List<Object> elements(Object value) {
      if (value instanceof List<?> list) {
        return Collections.unmodifiableList(list);
      }
      var properties = new ArrayList<Object>();
      if (value instanceof Map<?, ?> bag) {
        frame.meter().kept(4 * bag.size());
        for (Map.Entry<?, ?> entry : bag.entrySet()) {
          var pair = new ArrayList<Object>();
          pair.add(entry.getKey());
          pair.add(entry.getValue());
          var single = new LinkedHashMap<Object, Object>();
          single.put(String.valueOf(entry.getKey()), entry.getValue());
          properties.add(pairs ? pair : single);
        }
        return properties;
      }
      properties.add(value);
      return properties;
    }
  }

  /** An element is cast and not parsed, the documentation says; what is in doubt is refused. */
  private static Object typed(Object element, ColumnType type) {
    Object converted = Values.convert(element, type);
    boolean whole = type == ColumnType.LONG || type == ColumnType.INT;
    boolean doubtful =
        element instanceof String
            || (element instanceof Double number && whole && number != Math.rint(number))
            || (element instanceof Boolean && type != ColumnType.BOOL);
    if (doubtful && converted != NULL && type != ColumnType.STRING) {
      throw Refusal.unsupported(
          "expanding a " + Values.dynamicType(element) + " to typeof(" + type.kustoName() + ")");
    }
    return converted;
  }

  Relation apply(Operator.MvApply operator) {
    List<Target> targets = targets(operator.expansions());
    Optional<String> itemIndex = OperatorPlanner.word(operator.options(), "with_itemindex");
    Scalar limit = limit(operator.limit());
    List<Column> expanded = columns(targets, itemIndex);
    Relation input = outer.input();
    var source = new Object();
    Relation body =
        planner.within(
            source,
            Relation.of(expanded, Relation.Source.NONE).open(input.open()).ordered(true),
            operator.body().operators(),
            outer.environment());
    var columns = new ArrayList<>(input.columns());
    int[] to = new int[body.columns().size()];
    for (int i = 0; i < to.length; i++) {
      Column column = body.columns().get(i);
      int index = input.indexOf(column.name());
      to[i] = index >= 0 ? index : columns.size();
      if (index >= 0) {
        columns.set(index, column);
      } else {
        columns.add(column);
      }
    }
    int[] kept = kept(targets, body, columns.size());
    return input
        .with(
            IntStream.of(kept).mapToObj(columns::get).toList(),
            run -> {
              var expansion =
                  new Expansion(
                      targets, itemIndex.isPresent(), false, limit, expanded.size(), Frame.of(run));
              var rows = new ArrayList<Object[]>();
              for (Object[] row : input.rows(run)) {
                List<Object[]> part = expansion.of(row);
                if (!part.isEmpty()) {
                  for (Object[] inner : body.rows(run.over(source, part))) {
                    rows.add(joined(row, inner, to, columns.size(), kept));
                    run.meter().row(kept.length, 0);
                  }
                }
              }
              return rows;
            })
        .open(body.open());
  }

  /** All columns but those that are expanded in their places and that the body doesn't return. */
  private static int[] kept(List<Target> targets, Relation body, int width) {
    Set<Integer> dropped =
        targets.stream()
            .filter(target -> target.index() >= 0 && body.indexOf(target.name()) < 0)
            .map(Target::index)
            .collect(Collectors.toSet());
    return IntStream.range(0, width).filter(index -> !dropped.contains(index)).toArray();
  }

  private static Object[] joined(Object[] row, Object[] inner, int[] to, int width, int[] kept) {
    Object[] whole = Arrays.copyOf(row, width);
    for (int i = 0; i < to.length; i++) {
      whole[to[i]] = inner[i];
    }
    Object[] rest = new Object[kept.length];
    for (int i = 0; i < kept.length; i++) {
      rest[i] = whole[kept[i]];
    }
    return rest;
  }
}
