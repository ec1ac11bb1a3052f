package dev.waymark.kql.lint;

import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Expression.Assignment;
import dev.waymark.kql.syntax.Operator;
import java.util.List;
import java.util.stream.Stream;

/** What stands directly inside an expression or an operator, in the order of the text. */
final class Subexpressions {
  private Subexpressions() {}

  static List<Expression> of(Expression expression) {
    return switch (expression) {
      case Expression.Member member -> List.of(member.target());
      case Expression.MemberCall call -> List.of(call.target(), call.call());
      case Expression.Index index -> List.of(index.target(), index.index());
      case Expression.Call call -> values(call.arguments());
      case Expression.Unary unary -> List.of(unary.operand());
      case Expression.Binary binary -> List.of(binary.left(), binary.right());
      case Expression.Membership membership ->
          Stream.concat(Stream.of(membership.left()), membership.items().stream()).toList();
      case Expression.Between between -> List.of(between.value(), between.low(), between.high());
      case Expression.Pipe pipe ->
          Stream.concat(
                  pipe.source().stream(),
                  pipe.operators().stream().flatMap(operator -> of(operator).stream()))
              .toList();
      case Expression.Datatable datatable -> datatable.values();
      case Expression.Function function -> function.body().result().stream().toList();
      case Expression.Literal _,
          Expression.BadLiteral _,
          Expression.Name _,
          Expression.Wildcard _,
          Expression.ExternalData _,
          Expression.Placeholder _,
          Expression.TypeOf _,
          Expression.Missing _ ->
          List.of();
    };
  }

  /** Of the operators that Resource Graph has; the others are refused as a whole. */
  static List<Expression> of(Operator operator) {
    return switch (operator) {
      case Operator.Where where -> List.of(where.condition());
      case Operator.Project project -> values(project.columns());
      case Operator.ProjectAway away -> away.columns();
      case Operator.ProjectRename rename -> values(rename.columns());
      case Operator.Extend extend -> values(extend.columns());
      case Operator.Summarize summarize ->
          Stream.concat(summarize.aggregates().stream(), summarize.groups().stream())
              .map(Assignment::value)
              .toList();
      case Operator.Sort sort -> sort.orders().stream().map(Operator.Order::value).toList();
      case Operator.Top top -> List.of(top.count(), top.order().value());
      case Operator.Take take -> List.of(take.count());
      case Operator.Distinct distinct -> values(distinct.columns());
      case Operator.Union union -> union.tables();
      case Operator.Join join ->
          Stream.concat(Stream.of(join.right()), join.conditions().stream()).toList();
      case Operator.MvExpand expand ->
          Stream.concat(
                  expand.expansions().stream().map(expansion -> expansion.value().value()),
                  expand.limit().stream())
              .toList();
      case Operator.Parse parse -> List.of(parse.value());
      case Operator.ProjectKeep _,
          Operator.ProjectByNames _,
          Operator.ProjectReorder _,
          Operator.TopNested _,
          Operator.TopHitters _,
          Operator.Count _,
          Operator.Lookup _,
          Operator.MvApply _,
          Operator.ParseKv _,
          Operator.MakeSeries _,
          Operator.Render _,
          Operator.Print _,
          Operator.Range _,
          Operator.Search _,
          Operator.Find _,
          Operator.Evaluate _,
          Operator.As _,
          Operator.Invoke _,
          Operator.Serialize _,
          Operator.Sample _,
          Operator.SampleDistinct _,
          Operator.GetSchema _,
          Operator.Scan _,
          Operator.Partition _,
          Operator.Reduce _,
          Operator.Facet _,
          Operator.Fork _,
          Operator.Consume _,
          Operator.Opaque _ ->
          List.of();
    };
  }

  private static List<Expression> values(List<Assignment> assignments) {
    return assignments.stream().map(Assignment::value).toList();
  }
}
