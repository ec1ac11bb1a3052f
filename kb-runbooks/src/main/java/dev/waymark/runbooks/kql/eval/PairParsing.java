package dev.waymark.runbooks.kql.eval;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.kql.bind.Bound;
import dev.waymark.runbooks.kql.bind.Environment;
import dev.waymark.runbooks.kql.bind.Relation;
import dev.waymark.runbooks.kql.syntax.Operator;
import dev.waymark.runbooks.kql.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code parse-kv} with delimiters: columns out of pairs of keys and values. */
final class PairParsing {
  private final Interpreter interpreter;
  private final OperatorRunner runner;

  PairParsing(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  Relation run(Operator.ParseKv operator) {
    Relation input = runner.input();
    Bound text = runner.binder().bind(operator.value());
    var options = new HashMap<String, Object>();
    for (Operator.Option option : operator.options()) {
      Object value =
          interpreter.values(new Environment(runner.environment())).bind(option.value()).value();
      options.put(option.name().text(), value == null ? "" : value);
    }
    var columns = new ArrayList<>(input.columns());
    operator.columns().forEach(column -> interpreter.named(column.name()));
    List<Column> declared = Columns.of(operator.columns(), interpreter.issues());
    columns.addAll(declared);
    boolean simple =
        options.containsKey("pair_delimiter")
            && options.containsKey("kv_delimiter")
            && options.size() == 2;
    boolean taken = declared.stream().anyMatch(column -> input.indexOf(column.name()) >= 0);
    if (!simple || taken) {
      interpreter.issues().unsupported(operator.span(), "parse-kv without plain delimiters");
      return input.with(columns, List.of());
    }
    var rows = new ArrayList<@Nullable Object[]>();
    for (@Nullable Object[] row : input.rows()) {
      interpreter.budget().row();
      Map<String, String> pairs =
          pairs(
              Values.dynamicText(text.scalar().value(row)),
              String.valueOf(options.get("pair_delimiter")),
              String.valueOf(options.get("kv_delimiter")));
      @Nullable Object[] parsed = new Object[columns.size()];
      System.arraycopy(row, 0, parsed, 0, row.length);
      for (int i = 0; i < declared.size(); i++) {
        String value = pairs.get(declared.get(i).name());
        ColumnType type = declared.get(i).type();
        Object missing = type == ColumnType.STRING ? "" : null;
        parsed[row.length + i] = value == null ? missing : Values.convert(value, type);
      }
      rows.add(parsed);
    }
    return input.with(columns, rows);
  }

  /** The first pair of a key counts. */
  private static Map<String, String> pairs(String text, String between, String inside) {
    var pairs = new HashMap<String, String>();
    for (String pair : text.split(java.util.regex.Pattern.quote(between), -1)) {
      int at = pair.indexOf(inside);
      if (at >= 0) {
        pairs.putIfAbsent(pair.substring(0, at).strip(), pair.substring(at + inside.length()));
      }
    }
    return pairs;
  }
}
