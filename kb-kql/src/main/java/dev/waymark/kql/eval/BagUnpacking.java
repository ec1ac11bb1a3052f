package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code bag_unpack}: a column for each property of the bags in a column. */
final class BagUnpacking {
  private static final List<String> OPTIONS =
      List.of("OutputColumnPrefix", "columnsConflict", "ignoredProperties");

  private final Planner planner;
  private final OperatorPlanner outer;
  private final Map<String, Object> options = new HashMap<>();

  BagUnpacking(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  Relation plan(Operator.Evaluate operator) {
    Expression.Call call = operator.plugin();
    Relation input = outer.input();
    if (call.arguments().isEmpty()
        || !(call.arguments().get(0).value() instanceof Expression.Name column)
        || !options(call)) {
      planner.issues().unsupported(call.span(), "bag_unpack with these arguments");
      return input.open(true);
    }
    int index = input.indexOf(column.text());
    if (index < 0) {
      outer.binder().bind(column);
      return input.open(true);
    }
    return operator.schema().isPresent()
        ? unpacked(index, declared(operator.schema().get()), operator, input)
        : planner
            .rowsNow(input)
            .map(
                rows ->
                    unpacked(
                        index,
                        columns(properties(rows, index, prefix())),
                        operator,
                        input.by(run -> rows)))
            .orElseGet(() -> unpacked(index, List.of(), operator, input).open(true));
  }

  private String prefix() {
    return String.valueOf(options.getOrDefault("OutputColumnPrefix", ""));
  }

  /** Reads the options, by position or name; whether they're all known. */
  private boolean options(Expression.Call call) {
    for (int i = 1; i < call.arguments().size(); i++) {
      Expression.Assignment argument = call.arguments().get(i);
      String name =
          argument.names().isEmpty()
              ? i <= OPTIONS.size() ? OPTIONS.get(i - 1) : ""
              : argument.names().get(0).text();
      BoundExpression bound =
          planner.values(new Environment(outer.environment())).bind(argument.value());
      Optional<Object> value = planner.context().value(bound);
      if (!OPTIONS.contains(name) || value.isEmpty()) {
        return false;
      }
      options.put(name, value.get());
    }
    return Set.of("error", "replace_source", "keep_source").contains(conflict());
  }

  private String conflict() {
    return String.valueOf(options.getOrDefault("columnsConflict", "error"));
  }

  /** The properties with their types, each under its column's name. */
  private Map<String, ColumnType> properties(List<Object[]> rows, int index, String prefix) {
    List<?> ignored = options.get("ignoredProperties") instanceof List<?> list ? list : List.of();
    var types = new TreeMap<String, ColumnType>();
    for (Object[] row : rows) {
      if (row[index] instanceof Map<?, ?> bag) {
        for (Map.Entry<?, ?> entry : bag.entrySet()) {
          if (ignored.contains(entry.getKey())) {
            continue;
          }
          if (entry.getValue() == NULL) {
            types.putIfAbsent(prefix + entry.getKey(), ColumnType.DYNAMIC);
          } else {
            types.merge(prefix + entry.getKey(), type(entry.getValue()), BagUnpacking::common);
          }
        }
      }
    }
    return types;
  }

  private Relation unpacked(
      int index, List<Column> unpacked, Operator.Evaluate operator, Relation input) {
    String prefix = prefix();
    Optional<List<Expression.Declaration>> schema = operator.schema();
    boolean keeps = schema.isEmpty() || schema.get().get(0).name().text().equals("*");
    var columns = new ArrayList<Column>();
    var sources = new ArrayList<Integer>();
    for (int i = 0; keeps && i < input.columns().size(); i++) {
      if (i != index) {
        columns.add(input.columns().get(i));
        sources.add(i);
      }
    }
    var keys = new HashMap<Integer, String>();
    for (Column column : unpacked) {
      String key = column.name().substring(Math.min(prefix.length(), column.name().length()));
      int taken = columns.stream().map(Column::name).toList().indexOf(column.name());
      if (column.name().equals(input.columns().get(index).name()) && schema.isEmpty()) {
        throw Refusal.unsupported("bag_unpack of a property with the name of its column");
      }
      if (taken < 0) {
        keys.put(columns.size(), key);
        columns.add(column);
        sources.add(-1);
      } else if (conflict().equals("replace_source")) {
        keys.put(taken, key);
        columns.set(taken, column);
      } else if (conflict().equals("error")) {
        throw Refusal.unsupported("bag_unpack onto a column that exists");
      }
    }
    return input.with(
        columns,
        run -> {
          var rows = new ArrayList<Object[]>();
          for (Object[] row : input.rows(run)) {
            Map<?, ?> bag = row[index] instanceof Map<?, ?> map ? map : Map.of();
            Object[] made = new Object[columns.size()];
            for (int i = 0; i < made.length; i++) {
              made[i] =
                  keys.containsKey(i)
                      ? Values.convert(Values.property(bag, keys.get(i)), columns.get(i).type())
                      : row[sources.get(i)];
            }
            rows.add(made);
            run.meter().rows(Math.max(1, made.length / 8));
            run.meter().row(made.length, 0);
          }
          return rows;
        });
  }

  private List<Column> declared(List<Expression.Declaration> schema) {
    if (!options.isEmpty()) {
      throw Refusal.unsupported("bag_unpack with options and a schema");
    }
    return Columns.of(
        schema.stream().filter(d -> !d.name().text().equals("*")).toList(), planner.issues());
  }

  private static List<Column> columns(Map<String, ColumnType> properties) {
    return properties.entrySet().stream().map(e -> new Column(e.getKey(), e.getValue())).toList();
  }

  private static ColumnType type(Object value) {
    return switch (Values.dynamicType(value)) {
      case "long" -> ColumnType.LONG;
      case "double" -> ColumnType.REAL;
      case "bool" -> ColumnType.BOOL;
      case "string" -> ColumnType.STRING;
      case "datetime" -> ColumnType.DATETIME;
      case "timespan" -> ColumnType.TIMESPAN;
      case "guid" -> ColumnType.GUID;
      default -> ColumnType.DYNAMIC;
    };
  }

  /** Values of different types stay what they are. */
  private static ColumnType common(ColumnType a, ColumnType b) {
    return a == b ? a : ColumnType.DYNAMIC;
  }
}
