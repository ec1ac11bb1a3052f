package dev.waymark.kql.lint;

import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Expression.Assignment;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.Statement;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a query of Resource Graph names values from outside. The names of columns, members, tables,
 * functions and options aren't values, whatever they're called.
 */
public final class ValueReferences {
  /**
   * A name that stands for a value.
   *
   * @param column the name of the column that the value makes, which a literal in its place
   *     wouldn't have
   */
  public record Reference(SourceSpan span, String name, Optional<NamedColumn> column) {}

  /**
   * A column that goes by the name of its value.
   *
   * @param at where its expression begins
   */
  public record NamedColumn(int at, String name) {}

  private final Query query;
  private final Set<String> names;
  private final List<Reference> found = new ArrayList<>();

  private ValueReferences(Query query, Set<String> names) {
    this.query = query;
    this.names = names;
  }

  /**
   * In the order of the text.
   *
   * @param names the names of the values
   */
  public static List<Reference> of(Query query, Set<String> names) {
    var references = new ValueReferences(query, names);
    for (Statement statement : query.statements()) {
      if (statement instanceof Statement.Result result) {
        references.table(result.expression());
      }
    }
    references.found.sort(Comparator.comparingInt(reference -> reference.span().start()));
    return references.found;
  }

  private void table(Expression expression) {
    if (expression instanceof Expression.Pipe pipe) {
      pipe.source().ifPresent(this::table);
      pipe.operators().forEach(this::operator);
    }
  }

  private void operator(Operator operator) {
    if (operator instanceof Operator.Join join) {
      table(join.right());
    } else if (operator instanceof Operator.Union union) {
      union.tables().forEach(this::table);
    } else if (operator instanceof Operator.Project project) {
      project.columns().forEach(this::column);
    } else if (operator instanceof Operator.Extend extend) {
      extend.columns().forEach(this::column);
    } else if (operator instanceof Operator.Summarize summarize) {
      summarize.aggregates().forEach(this::column);
      summarize.groups().forEach(this::column);
    } else if (operator instanceof Operator.Distinct distinct) {
      distinct.columns().stream()
          .filter(c -> !c.names().isEmpty() || !(c.value() instanceof Expression.Name))
          .forEach(c -> value(c.value()));
    } else if (!(operator instanceof Operator.ProjectAway)
        && !(operator instanceof Operator.ProjectRename)) {
      Subexpressions.of(operator).forEach(this::value);
    }
  }

  private void column(Assignment assignment) {
    int before = found.size();
    value(assignment.value());
    if (!assignment.names().isEmpty()) {
      return;
    }
    SourceSpan root = root(assignment.value()).span();
    for (int i = before; i < found.size(); i++) {
      Reference reference = found.get(i);
      if (reference.span().equals(root)) {
        int at = assignment.span().start();
        found.set(
            i,
            new Reference(
                reference.span(),
                reference.name(),
                ColumnNames.of(assignment.value()).map(name -> new NamedColumn(at, name))));
      }
    }
  }

  /** What an expression without a name of its own is named after. */
  private static Expression root(Expression expression) {
    return switch (expression) {
      case Expression.Call call when !call.arguments().isEmpty() ->
          root(call.arguments().get(0).value());
      case Expression.Member member -> root(member.target());
      case Expression.Index index -> root(index.target());
      case Expression.Literal _,
          Expression.BadLiteral _,
          Expression.Name _,
          Expression.Wildcard _,
          Expression.MemberCall _,
          Expression.Call _,
          Expression.Unary _,
          Expression.Binary _,
          Expression.Membership _,
          Expression.Between _,
          Expression.Pipe _,
          Expression.Datatable _,
          Expression.ExternalData _,
          Expression.Function _,
          Expression.Placeholder _,
          Expression.TypeOf _,
          Expression.Missing _ ->
          expression;
    };
  }

  private void value(Expression expression) {
    if (expression instanceof Expression.Name name) {
      boolean plain = query.text().text().startsWith(name.text(), name.span().start());
      if (plain && names.contains(name.text())) {
        found.add(new Reference(name.span(), name.text(), Optional.empty()));
      }
      return;
    }
    Subexpressions.of(expression).forEach(this::value);
  }
}
