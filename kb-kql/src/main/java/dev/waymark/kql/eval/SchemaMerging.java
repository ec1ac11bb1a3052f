package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.value.Refusal;
import dev.waymark.model.table.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code schema_merge}: the columns of several schemas, each once, as {@code getschema} tells. */
final class SchemaMerging {
  private static final List<String> COLUMNS =
      List.of("ColumnName", "ColumnOrdinal", "DataType", "ColumnType");

  private final Interpreter interpreter;
  private final Relation input;

  SchemaMerging(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.input = runner.input();
  }

  Relation run(Expression.Call call) {
    List<String> names = input.columns().stream().map(Column::name).toList();
    if (!call.arguments().isEmpty() || !names.equals(COLUMNS)) {
      interpreter.issues().unsupported(call.span(), "schema_merge but of what getschema tells");
      return input.withRows(List.of()).open(true);
    }
    Map<Object, @Nullable Object[]> merged = new LinkedHashMap<>();
    for (@Nullable Object[] row : input.rows()) {
      interpreter.budget().row();
      @Nullable Object[] known = merged.putIfAbsent(Key.of(row, 0, 1), row);
      if (known != null
          && !Key.of(known, 2, COLUMNS.size()).equals(Key.of(row, 2, COLUMNS.size()))) {
        throw Refusal.failed("The column `" + row[0] + "` has two types");
      }
      if (known != null && !Key.of(known, 1, 2).equals(Key.of(row, 1, 2))) {
        throw Refusal.unsupported("schema_merge of a column that stands in two places");
      }
    }
    var rows = new ArrayList<>(merged.values());
    if (rows.stream().map(row -> Key.of(row, 1, 2)).distinct().count() < rows.size()) {
      throw Refusal.unsupported("schema_merge of two columns that stand in one place");
    }
    return input.withRows(rows).ordered(false);
  }
}
