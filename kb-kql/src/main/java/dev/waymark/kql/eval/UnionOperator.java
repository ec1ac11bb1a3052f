package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Run;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code union}: the rows of several tables under the columns of all, or of what they share. */
final class UnionOperator {
  private final Planner planner;
  private final OperatorPlanner outer;

  UnionOperator(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  private record Source(String name, Relation relation) {}

  Relation plan(Operator.Union operator) {
    var sources = new ArrayList<Source>();
    if (hasInput()) {
      sources.add(source(outer.input(), 0));
    }
    for (Expression table : found(operator)) {
      if (table instanceof Expression.Wildcard wildcard) {
        wildcard(wildcard, sources);
      } else {
        sources.add(named(table, sources.size(), withSource(operator).isPresent()));
      }
    }
    boolean inner =
        outer.kind(operator, operator.options(), "outer", Set.of("inner", "outer")).equals("inner");
    return combine(sources, inner, withSource(operator));
  }

  /**
   * The tables to unite: of a fuzzy union those that are there, if any is. A check keeps them all,
   * so that a name that is misspelled is told.
   */
  private List<Expression> found(Operator.Union operator) {
    boolean fuzzy =
        OperatorPlanner.word(operator.options(), "isfuzzy").filter("true"::equals).isPresent();
    if (!fuzzy) {
      return operator.tables();
    }
    planner.dependOnNames();
    if (!planner.isKnown()) {
      return operator.tables();
    }
    List<Expression> found = operator.tables().stream().filter(this::isThere).toList();
    return found.isEmpty() && !hasInput() ? operator.tables() : found;
  }

  private boolean hasInput() {
    return !outer.input().columns().isEmpty() || outer.input().open();
  }

  private boolean isThere(Expression table) {
    if (table instanceof Expression.Pipe pipe && pipe.source().isPresent()) {
      return isThere(pipe.source().get());
    }
    return !(table instanceof Expression.Name name)
        || outer.environment().find(name.text()).isPresent()
        || planner.tables().find(name.text()).isPresent();
  }

  private Source named(Expression table, int position, boolean withSource) {
    Relation relation = planner.table(table, new Environment(outer.environment()));
    if (!(table instanceof Expression.Name name)
        || outer
            .environment()
            .find(name.text())
            .filter(Environment.Function.class::isInstance)
            .isEmpty()) {
      return source(relation, position);
    }
    if (withSource && !TableExpressions.isView(name.text(), outer.environment())) {
      planner.issues().unsupported(table.span(), "The source name of a function");
    }
    return new Source(name.text(), relation);
  }

  private static Optional<String> withSource(Operator.Union operator) {
    return OperatorPlanner.word(operator.options(), "withsource")
        .or(() -> OperatorPlanner.word(operator.options(), "with_source"));
  }

  private Source source(Relation relation, int position) {
    return new Source(relation.name().orElse("union_arg" + position), relation);
  }

  private void wildcard(Expression.Wildcard wildcard, List<Source> sources) {
    planner.dependOnNames();
    var regex = Columns.pattern(wildcard.pattern());
    for (String name : outer.environment().names()) {
      if (!regex.matcher(name).matches()) {
        continue;
      }
      if (TableExpressions.isView(name, outer.environment())) {
        sources.add(named(new Expression.Name(wildcard.span(), name), sources.size(), true));
      } else {
        planner.issues().unsupported(wildcard.span(), "A wildcard over names that let gives");
      }
    }
    for (String name : planner.tables().names()) {
      if (regex.matcher(name).matches()) {
        planner.find(name).ifPresent(table -> sources.add(new Source(name, table)));
      }
    }
  }

  private Relation combine(List<Source> sources, boolean inner, Optional<String> withSource) {
    var types = new LinkedHashMap<String, Set<ColumnType>>();
    for (Source source : sources) {
      for (Column column : source.relation().columns()) {
        types.computeIfAbsent(column.name(), name -> new LinkedHashSet<>()).add(column.type());
      }
    }
    var columns = new ArrayList<Column>();
    withSource.ifPresent(name -> columns.add(new Column(name, ColumnType.STRING)));
    var places = new LinkedHashMap<Column, Integer>();
    types.forEach(
        (name, kinds) -> {
          for (ColumnType type : kinds) {
            var column = new Column(name, type);
            if (!inner || sources.stream().allMatch(s -> s.relation().columns().contains(column))) {
              places.put(column, columns.size());
              columns.add(
                  kinds.size() == 1 ? column : new Column(typed(name, type, types.keySet()), type));
            }
          }
        });
    return Relation.of(
            columns,
            run -> {
              var rows = new ArrayList<Object[]>();
              for (Source source : sources) {
                append(source, columns, places, withSource.isPresent(), rows, run);
              }
              return rows;
            })
        .open(sources.stream().anyMatch(s -> s.relation().open()));
  }

  /** The name of a column that has several types; a number tells it from a column of that name. */
  private static String typed(String name, ColumnType type, Set<String> taken) {
    String typed = name + "_" + type.kustoName();
    String free = typed;
    for (int i = 1; taken.contains(free); i++) {
      free = typed + i;
    }
    return free;
  }

  private static void append(
      Source source,
      List<Column> columns,
      Map<Column, Integer> places,
      boolean named,
      List<Object[]> rows,
      Run run) {
    int[] to =
        source.relation().columns().stream().mapToInt(c -> places.getOrDefault(c, -1)).toArray();
    for (Object[] row : source.relation().rows(run)) {
      Object[] united = new Object[columns.size()];
      for (int i = 0; i < united.length; i++) {
        united[i] = columns.get(i).type() == ColumnType.STRING ? "" : NULL;
      }
      for (int i = 0; i < to.length; i++) {
        if (to[i] >= 0) {
          united[to[i]] = row[i];
        }
      }
      if (named) {
        united[0] = source.name();
      }
      rows.add(united);
      run.meter().row(united.length, 0);
    }
  }
}
