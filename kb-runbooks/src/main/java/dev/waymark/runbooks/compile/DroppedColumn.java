package dev.waymark.runbooks.compile;

import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.syntax.Statement;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A column that a query had on its way, and that one of its operators didn't keep.
 *
 * @param name of the column
 * @param by the operator, as the query names it
 * @param line of the file where the operator stands
 */
record DroppedColumn(String name, String by, int line) {
  /** Far more operators than a query of an entry has; looking takes a check of each. */
  private static final int MOST_OPERATORS = 50;

  /**
   * Looks from the end of the query backwards.
   *
   * @param columns gives the columns of a query, as far as they are known
   */
  static Optional<DroppedColumn> of(
      Query query, String column, Function<Query, Optional<List<Column>>> columns) {
    List<Statement> statements = query.statements();
    if (statements.isEmpty()
        || !(statements.get(statements.size() - 1) instanceof Statement.Result result)
        || !(result.expression() instanceof Expression.Pipe pipe)
        || pipe.operators().size() > MOST_OPERATORS) {
      return Optional.empty();
    }
    for (int kept = pipe.operators().size() - 1; kept >= 0; kept--) {
      Optional<List<Column>> before = columns.apply(first(query, result, pipe, kept));
      if (before.isPresent() && has(before.get(), column)) {
        return Optional.of(by(query, column, pipe.operators().get(kept)));
      }
    }
    return Optional.empty();
  }

  /** The query with only some of its operators. */
  private static Query first(
      Query query, Statement.Result result, Expression.Pipe pipe, int operators) {
    List<Statement> statements = new ArrayList<>(query.statements());
    Expression shortened =
        new Expression.Pipe(pipe.span(), pipe.source(), pipe.operators().subList(0, operators));
    statements.set(statements.size() - 1, new Statement.Result(result.span(), shortened));
    return new Query(query.text(), query.span(), statements);
  }

  private static boolean has(List<Column> columns, String name) {
    return columns.stream().anyMatch(column -> column.name().equals(name));
  }

  private static DroppedColumn by(Query query, String column, Operator operator) {
    SourceSpan span = operator.span();
    String written = query.text().text().substring(span.start(), span.end());
    int at = query.text().excerpt().span(span.start(), span.end()).start();
    return new DroppedColumn(
        column, written.split("\\s", 2)[0], query.text().file().position(at).line());
  }

  /** The same place, told with its reason; the columns that there are stay in the hint. */
  Issue issue(Issue unknownColumn) {
    return new Issue(
        QueryIssue.DROPS_READ_COLUMN,
        unknownColumn.file(),
        unknownColumn.span(),
        "The answer has no column `" + name + "` any more",
        "`" + by + "` in line " + line + " drops it: keep it there. " + unknownColumn.hint());
  }
}
