package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Issues;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Columns that a query declares or picks by pattern. */
final class Columns {
  private Columns() {}

  static List<Column> of(List<Expression.Declaration> declarations, Issues issues) {
    var columns = new ArrayList<Column>();
    for (Expression.Declaration declaration : declarations) {
      String name = declaration.name().text();
      if (columns.stream().anyMatch(column -> column.name().equals(name))) {
        issues.add(
            QueryIssue.AMBIGUOUS_NAME,
            declaration.name().span(),
            "Two columns are called `" + name + "`",
            "Give each a name of its own.");
      }
      columns.add(new Column(name, type(declaration)));
    }
    return columns;
  }

  static ColumnType type(Expression.Declaration declaration) {
    return declaration
        .type()
        .flatMap(type -> ColumnType.ofKustoName(type.text()))
        .orElse(ColumnType.STRING);
  }

  /** What a pattern with stars means as a regular expression. */
  static Pattern pattern(String wildcard) {
    var regex = new StringBuilder();
    for (String part : wildcard.split("\\*", -1)) {
      regex
          .append(regex.isEmpty() ? "" : ".*")
          .append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
    }
    return Pattern.compile(regex.toString());
  }
}
