package dev.waymark.runbooks.condition;

import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.waymark.runbooks.condition.ExpressionPlaces.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What would fail each time that it's evaluated: constants that don't mean what they stand for. */
final class ConstantFaults {
  private final ParsedExpression expression;
  private final ExpressionPlaces places;

  ConstantFaults(ParsedExpression expression) {
    this.expression = expression;
    this.places = new ExpressionPlaces(expression);
  }

  List<ExpressionFault> all() {
    List<ExpressionFault> faults = new ArrayList<>();
    for (CelExpr node : expression.nodes()) {
      if (node.getKind() == CelExpr.ExprKind.Kind.CALL) {
        of(node).ifPresent(faults::add);
      }
    }
    return faults;
  }

  private Optional<ExpressionFault> of(CelExpr call) {
    return switch (call.call().function()) {
      case "_==_", "_!=_" -> comparedWithNull(call);
      case "matches" -> badPattern(call);
      case "duration" ->
          unreadable(
              call,
              Conversions::toDuration,
              "This isn't a length of time",
              "Write hours, minutes and seconds, such as \"90m\" or \"1h30m\".");
      case "timestamp" ->
          unreadable(
              call,
              Conversions::toTimestamp,
              "This isn't a time",
              "Write date, time and zone, such as \"2026-11-01T02:00:00Z\".");
      case "int" ->
          unreadable(
              call, Conversions::toInt, "This isn't a whole number", "Write digits, such as 42.");
      case "double" ->
          unreadable(call, Conversions::toDouble, "This isn't a number", "Write one such as 0.5.");
      case "bool" ->
          unreadable(
              call, Conversions::toBool, "This is neither true nor false", "Write true or false.");
      default -> Optional.empty();
    };
  }

  private Optional<ExpressionFault> comparedWithNull(CelExpr node) {
    return expression.children(node).stream()
            .anyMatch(side -> ParsedExpression.isConstant(side, CelConstant.Kind.NULL_VALUE))
        ? Optional.of(
            fault(
                ConditionIssue.COMPARED_WITH_NULL,
                node,
                "A missing value can't be compared, not even with null",
                "Write has(row.Column) where there is a value, !has(row.Column) where none is."))
        : Optional.empty();
  }

  private Optional<ExpressionFault> badPattern(CelExpr node) {
    return lastConstant(node)
        .flatMap(
            constant -> {
              try {
                com.google.re2j.Pattern.compile(constant.constant().stringValue());
                return Optional.empty();
              } catch (PatternSyntaxException e) {
                return Optional.of(
                    fault(
                        ConditionIssue.BAD_CONSTANT,
                        constant,
                        "This isn't a regular expression: " + e.getDescription(),
                        "Write it in RE2's syntax, which has no look-around or back-references."));
              }
            });
  }

  /** A text that its conversion can't read, as the evaluation would find out each time. */
  private Optional<ExpressionFault> unreadable(
      CelExpr node, UnaryOperator<Object> conversion, String message, String hint) {
    return lastConstant(node)
        .filter(text -> conversion.apply(text.constant().stringValue()) instanceof Failure)
        .map(text -> fault(ConditionIssue.BAD_CONSTANT, text, message, hint));
  }

  private static Optional<CelExpr> lastConstant(CelExpr call) {
    List<CelExpr> arguments = call.call().args();
    return arguments.isEmpty()
        ? Optional.empty()
        : Optional.of(arguments.get(arguments.size() - 1))
            .filter(last -> ParsedExpression.isConstant(last, CelConstant.Kind.STRING_VALUE));
  }

  private ExpressionFault fault(ConditionIssue code, CelExpr node, String message, String hint) {
    Place place = places.of(node);
    return new ExpressionFault(code, place.from(), place.to(), message, hint);
  }
}
