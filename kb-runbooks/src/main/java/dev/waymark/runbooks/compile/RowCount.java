package dev.waymark.runbooks.compile;

import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.Statement;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.runbooks.fence.FenceTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether an answer may have no rows, as far as the fence's text tells. */
final class RowCount {
  private final Map<String, Expression> lets = new HashMap<>();

  private RowCount(Query query) {
    for (Statement statement : query.statements()) {
      if (statement instanceof Statement.Let let) {
        lets.put(let.name().text(), let.value());
      }
    }
  }

  /**
   * Whether there may be none. Of a query that can't be read nothing is said.
   *
   * @param query the fence's, if it's one of KQL and can be read
   */
  static boolean mayBeNone(FenceKind kind, Optional<Query> query) {
    return query.map(RowCount::mayBeNone).orElseGet(() -> FenceTypes.of(kind).mayBeEmpty());
  }

  private static boolean mayBeNone(Query query) {
    List<Statement> statements = query.statements();
    return statements.isEmpty()
        || !(statements.get(statements.size() - 1) instanceof Statement.Result result)
        || new RowCount(query).mayBeNone(result.expression());
  }

  /** One row for certain is what a count and a summary without groups give. */
  private boolean mayBeNone(Expression result) {
    if (result instanceof Expression.Name name) {
      Expression meaning = lets.remove(name.text());
      return meaning == null || mayBeNone(meaning);
    }
    if (!(result instanceof Expression.Pipe pipe)) {
      return true;
    }
    for (int i = pipe.operators().size() - 1; i >= 0; i--) {
      Operator operator = pipe.operators().get(i);
      if (operator instanceof Operator.Count || operator instanceof Operator.Print) {
        return false;
      }
      if (operator instanceof Operator.Summarize summarize) {
        return !summarize.groups().isEmpty() || summarize.aggregates().isEmpty();
      }
      if (!keepsRows(operator)) {
        return true;
      }
    }
    return pipe.source().map(this::mayBeNone).orElse(true);
  }

  private static boolean keepsRows(Operator operator) {
    return operator instanceof Operator.Project
        || operator instanceof Operator.ProjectAway
        || operator instanceof Operator.ProjectKeep
        || operator instanceof Operator.ProjectRename
        || operator instanceof Operator.ProjectReorder
        || operator instanceof Operator.Extend
        || operator instanceof Operator.Sort
        || operator instanceof Operator.Serialize
        || operator instanceof Operator.Render
        || operator instanceof Operator.As;
  }
}
