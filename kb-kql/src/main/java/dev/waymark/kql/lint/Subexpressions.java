package dev.waymark.kql.lint;

import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Expression.Assignment;
import dev.waymark.kql.syntax.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What stands directly inside an expression or an operator, in the order of the text. */
final class Subexpressions implements Expression.Visitor<List<Expression>> {
  private static final Subexpressions INSTANCE = new Subexpressions();

  private Subexpressions() {}

  static List<Expression> of(Expression expression) {
    return expression.accept(INSTANCE);
  }

  /** Of the operators that Resource Graph has; the others are refused as a whole. */
  static List<Expression> of(Operator operator) {
    if (operator instanceof Operator.Where where) {
      return List.of(where.condition());
    }
    if (operator instanceof Operator.Project project) {
      return values(project.columns());
    }
    if (operator instanceof Operator.ProjectAway away) {
      return away.columns();
    }
    if (operator instanceof Operator.ProjectRename rename) {
      return values(rename.columns());
    }
    if (operator instanceof Operator.Extend extend) {
      return values(extend.columns());
    }
    if (operator instanceof Operator.Summarize summarize) {
      return Stream.concat(summarize.aggregates().stream(), summarize.groups().stream())
          .map(Assignment::value)
          .toList();
    }
    if (operator instanceof Operator.Sort sort) {
      return sort.orders().stream().map(Operator.Order::value).toList();
    }
    if (operator instanceof Operator.Top top) {
      return Stream.concat(Stream.of(top.count()), top.orders().stream().map(Operator.Order::value))
          .toList();
    }
    if (operator instanceof Operator.Take take) {
      return List.of(take.count());
    }
    if (operator instanceof Operator.Distinct distinct) {
      return values(distinct.columns());
    }
    if (operator instanceof Operator.Union union) {
      return union.tables();
    }
    if (operator instanceof Operator.Join join) {
      return Stream.concat(Stream.of(join.right()), join.conditions().stream()).toList();
    }
    if (operator instanceof Operator.MvExpand expand) {
      return Stream.concat(
              expand.expansions().stream().map(expansion -> expansion.value().value()),
              expand.limit().stream())
          .toList();
    }
    return operator instanceof Operator.Parse parse ? List.of(parse.value()) : List.of();
  }

  private static List<Expression> values(List<Assignment> assignments) {
    return assignments.stream().map(Assignment::value).toList();
  }

  @Override
  public List<Expression> literal(Expression.Literal literal) {
    return List.of();
  }

  @Override
  public List<Expression> badLiteral(Expression.BadLiteral literal) {
    return List.of();
  }

  @Override
  public List<Expression> name(Expression.Name name) {
    return List.of();
  }

  @Override
  public List<Expression> wildcard(Expression.Wildcard wildcard) {
    return List.of();
  }

  @Override
  public List<Expression> member(Expression.Member member) {
    return List.of(member.target());
  }

  @Override
  public List<Expression> memberCall(Expression.MemberCall call) {
    return List.of(call.target(), call.call());
  }

  @Override
  public List<Expression> index(Expression.Index index) {
    return List.of(index.target(), index.index());
  }

  @Override
  public List<Expression> call(Expression.Call call) {
    return values(call.arguments());
  }

  @Override
  public List<Expression> unary(Expression.Unary unary) {
    return List.of(unary.operand());
  }

  @Override
  public List<Expression> binary(Expression.Binary binary) {
    return List.of(binary.left(), binary.right());
  }

  @Override
  public List<Expression> membership(Expression.Membership membership) {
    return Stream.concat(Stream.of(membership.left()), membership.items().stream()).toList();
  }

  @Override
  public List<Expression> between(Expression.Between between) {
    return List.of(between.value(), between.low(), between.high());
  }

  @Override
  public List<Expression> pipe(Expression.Pipe pipe) {
    var inside = new ArrayList<Expression>(pipe.source().stream().toList());
    pipe.operators().forEach(operator -> inside.addAll(of(operator)));
    return inside;
  }

  @Override
  public List<Expression> datatable(Expression.Datatable datatable) {
    return datatable.values();
  }

  @Override
  public List<Expression> externalData(Expression.ExternalData data) {
    return List.of();
  }

  @Override
  public List<Expression> function(Expression.Function function) {
    return function.body().result().stream().toList();
  }

  @Override
  public List<Expression> placeholder(Expression.Placeholder placeholder) {
    return List.of();
  }

  @Override
  public List<Expression> typeOf(Expression.TypeOf typeOf) {
    return List.of();
  }

  @Override
  public List<Expression> missing(Expression.Missing missing) {
    return List.of();
  }
}
