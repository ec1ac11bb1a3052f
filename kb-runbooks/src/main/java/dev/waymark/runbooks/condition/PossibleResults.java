package dev.waymark.runbooks.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a condition can come to over all answers, without evaluating it: values that the query gives
 * are taken as any, the number of rows is tried at every number that the condition names, beside
 * it, and none.
 */
final class PossibleResults {
  private static final Possible ANY = new Possible(true, true, true);
  private static final Possible FAILS = new Possible(false, false, true);

  private final ParsedExpression expression;

  PossibleResults(ParsedExpression expression) {
    this.expression = expression;
  }

  /** Which results are possible. */
  record Possible(boolean yes, boolean no, boolean failure) {
    static Possible only(boolean value) {
      return new Possible(value, !value, false);
    }

    Possible or(Possible other) {
      return new Possible(yes || other.yes, no || other.no, failure || other.failure);
    }

    Possible negated() {
      return new Possible(no, yes, failure);
    }
  }

  /** Over answers of any number of rows. */
  Possible overall() {
    TreeSet<Long> counts = new TreeSet<>(List.of(0L, 1L, 2L, 1_000_000L));
    for (CelExpr node : expression.nodes()) {
      constant(node)
          .map(Math::floor)
          .filter(number -> number > 0 && number < Integer.MAX_VALUE)
          .map(Double::longValue)
          .ifPresent(whole -> counts.addAll(List.of(whole - 1, whole, whole + 1)));
    }
    Possible overall = new Possible(false, false, false);
    for (long count : counts) {
      overall = overall.or(with(count));
    }
    return overall;
  }

  /** Whether it can't be evaluated if the answer has no rows. */
  boolean failsWithoutRows() {
    Possible possible = with(0);
    return !possible.yes() && !possible.no();
  }

  /** Over answers of a known number of rows. */
  Possible with(long rows) {
    return of(expression.root(), rows);
  }

  private Possible of(CelExpr node, long rows) {
    if (ParsedExpression.isConstant(node, CelConstant.Kind.BOOLEAN_VALUE)) {
      return Possible.only(node.constant().booleanValue());
    }
    if (node.getKind() != Kind.CALL) {
      return leaf(node, rows);
    }
    List<CelExpr> parts = expression.children(node);
    return switch (node.call().function()) {
      case "_&&_" -> and(of(parts.get(0), rows), of(parts.get(1), rows));
      case "_||_" ->
          and(of(parts.get(0), rows).negated(), of(parts.get(1), rows).negated()).negated();
      case "!_" -> of(parts.get(0), rows).negated();
      case "_?_:_" -> choice(parts, rows);
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" -> comparison(node, parts, rows);
      case "exists", "exists_one", "all" -> quantifier(node, parts, rows);
      default -> leaf(node, rows);
    };
  }

  /** Either side's {@code false} decides, even if the other one fails. */
  private static Possible and(Possible a, Possible b) {
    return new Possible(
        a.yes && b.yes, a.no || b.no, (a.failure && (b.failure || b.yes)) || (b.failure && a.yes));
  }

  private Possible choice(List<CelExpr> parts, long rows) {
    Possible condition = of(parts.get(0), rows);
    Possible result = new Possible(false, false, condition.failure);
    if (condition.yes) {
      result = result.or(of(parts.get(1), rows));
    }
    return condition.no ? result.or(of(parts.get(2), rows)) : result;
  }

  private Possible comparison(CelExpr node, List<CelExpr> sides, long rows) {
    Optional<Double> left = number(sides.get(0), rows);
    Optional<Double> right = number(sides.get(1), rows);
    if (left.isPresent() && right.isPresent()) {
      return Possible.only(
          compares(node.call().function(), CelComparison.numbers(left.get(), right.get())));
    }
    Optional<String> leftText = text(sides.get(0));
    Optional<String> rightText = text(sides.get(1));
    if (leftText.isPresent() && rightText.isPresent()) {
      return Possible.only(
          compares(node.call().function(), leftText.get().compareTo(rightText.get())));
    }
    return leaf(node, rows);
  }

  private static boolean compares(String function, int order) {
    return switch (function) {
      case "_==_" -> order == 0;
      case "_!=_" -> order != 0;
      case "_<_" -> order < 0;
      case "_<=_" -> order <= 0;
      case "_>_" -> order > 0;
      default -> order >= 0;
    };
  }

  private Optional<Double> number(CelExpr node, long rows) {
    return expression.isRowCount(node) ? Optional.of((double) rows) : constant(node);
  }

  private static Optional<Double> constant(CelExpr node) {
    if (ParsedExpression.isConstant(node, CelConstant.Kind.INT64_VALUE)) {
      return Optional.of((double) node.constant().int64Value());
    }
    return ParsedExpression.isConstant(node, CelConstant.Kind.DOUBLE_VALUE)
        ? Optional.of(node.constant().doubleValue())
        : Optional.empty();
  }

  private static Optional<String> text(CelExpr node) {
    return ParsedExpression.isConstant(node, CelConstant.Kind.STRING_VALUE)
        ? Optional.of(node.constant().stringValue())
        : Optional.empty();
  }

  private Possible quantifier(CelExpr node, List<CelExpr> parts, long rows) {
    if (parts.size() != 3 || !ParsedExpression.isIdentifier(parts.get(0), ConditionNames.ROWS)) {
      return leaf(node, rows);
    }
    boolean all = node.call().function().equals("all");
    if (rows == 0) {
      return Possible.only(all);
    }
    Possible each = of(parts.get(2), rows);
    return switch (node.call().function()) {
      case "exists_one" -> new Possible(each.yes, rows > 1 || each.no, each.failure);
      default -> each;
    };
  }

  private Possible leaf(CelExpr node, long rows) {
    return rows == 0 && readsFirstRow(node) ? FAILS : ANY;
  }

  /** Whether evaluating it reads a row for certain: what stands inside a loop may be skipped. */
  private boolean readsFirstRow(CelExpr node) {
    return switch (node.getKind()) {
      case SELECT ->
          !node.select().testOnly()
              && (ParsedExpression.isIdentifier(node.select().operand(), ConditionNames.ROW)
                  || readsFirstRow(expression.written(node.select().operand())));
      case CALL ->
          switch (node.call().function()) {
            case "has", "_&&_", "_||_", "_?_:_" -> false;
            case "exists", "exists_one", "all", "map", "filter" ->
                node.call()
                    .target()
                    .map(expression::written)
                    .filter(this::readsFirstRow)
                    .isPresent();
            case "_[_]" ->
                ParsedExpression.isIdentifier(node.call().args().get(0), ConditionNames.ROWS)
                    || ParsedExpression.isIdentifier(node.call().args().get(0), ConditionNames.ROW)
                    || expression.children(node).stream().anyMatch(this::readsFirstRow);
            default -> expression.children(node).stream().anyMatch(this::readsFirstRow);
          };
      case LIST, MAP, STRUCT -> expression.children(node).stream().anyMatch(this::readsFirstRow);
      case NOT_SET, CONSTANT, IDENT, COMPREHENSION -> false;
    };
  }
}
