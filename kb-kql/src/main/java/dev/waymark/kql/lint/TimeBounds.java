package dev.waymark.kql.lint;

import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a filter begins at some time. {@code TimeGenerated < ago(1h)} alone doesn't, and neither
 * does what stands beside an {@code or}.
 */
final class TimeBounds {
  private static final Set<String> COLUMNS = Set.of("TimeGenerated", "timestamp", "Timestamp");
  private static final Set<String> FUNCTIONS = Set.of("ago", "ingestion_time");

  private final Set<String> values = new HashSet<>();

  TimeBounds(Query query) {
    for (Statement statement : query.statements()) {
      if (statement instanceof Statement.Let let && mentions(let.value())) {
        values.add(let.name().text());
      }
    }
  }

  boolean isBoundBy(Operator operator) {
    if (operator instanceof Operator.Where where) {
      return isBound(where.condition());
    }
    if (operator instanceof Operator.Search search) {
      return isBound(search.predicate());
    }
    if (operator instanceof Operator.Find find) {
      return isBound(find.predicate());
    }
    return operator instanceof Operator.MakeSeries series && series.from().isPresent();
  }

  private boolean isBound(Expression condition) {
    return switch (condition) {
      case Expression.Between between ->
          !between.negated() && (mentions(between.value()) || mentions(between.low()));
      case Expression.Binary binary ->
          switch (binary.operator()) {
            case "and" -> isBound(binary.left()) || isBound(binary.right());
            case "or" -> isBound(binary.left()) && isBound(binary.right());
            case ">", ">=" -> !isColumn(binary.right()) && mentionsAny(binary);
            case "<", "<=" -> !isColumn(binary.left()) && mentionsAny(binary);
            case "==" -> mentionsAny(binary);
            default -> false;
          };
      case Expression.Literal _,
          Expression.BadLiteral _,
          Expression.Name _,
          Expression.Wildcard _,
          Expression.Member _,
          Expression.MemberCall _,
          Expression.Index _,
          Expression.Call _,
          Expression.Unary _,
          Expression.Membership _,
          Expression.Pipe _,
          Expression.Datatable _,
          Expression.ExternalData _,
          Expression.Function _,
          Expression.Placeholder _,
          Expression.TypeOf _,
          Expression.Missing _ ->
          false;
    };
  }

  private boolean mentionsAny(Expression.Binary binary) {
    return mentions(binary.left()) || mentions(binary.right());
  }

  private static boolean isColumn(Expression expression) {
    return expression instanceof Expression.Name name && COLUMNS.contains(name.text());
  }

  /** Whether an expression has to do with the time of rows, or with a time before now. */
  private boolean mentions(Expression expression) {
    return switch (expression) {
      case Expression.Name name -> COLUMNS.contains(name.text()) || values.contains(name.text());
      case Expression.Call call ->
          FUNCTIONS.contains(call.function().text())
              || mentions(call.arguments().stream().map(Expression.Assignment::value).toList());
      case Expression.Binary binary -> mentions(List.of(binary.left(), binary.right()));
      case Expression.Literal _,
          Expression.BadLiteral _,
          Expression.Wildcard _,
          Expression.Member _,
          Expression.MemberCall _,
          Expression.Index _,
          Expression.Unary _,
          Expression.Membership _,
          Expression.Between _,
          Expression.Pipe _,
          Expression.Datatable _,
          Expression.ExternalData _,
          Expression.Function _,
          Expression.Placeholder _,
          Expression.TypeOf _,
          Expression.Missing _ ->
          false;
    };
  }

  private boolean mentions(List<Expression> expressions) {
    return expressions.stream().anyMatch(this::mentions);
  }
}
