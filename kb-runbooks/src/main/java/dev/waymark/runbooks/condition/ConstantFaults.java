package dev.waymark.runbooks.condition;

import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.waymark.runbooks.condition.ExpressionPlaces.Place;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What would fail each time that it's evaluated: constants that don't mean what they stand for. */
final class ConstantFaults {
  private static final Pattern DURATION =
      Pattern.compile("[-+]?((\\d+(\\.\\d*)?|\\.\\d+)(h|m|s|ms|us|µs|ns))+|[-+]?0");

  private final ParsedExpression expression;
  private final ExpressionPlaces places;

  ConstantFaults(ParsedExpression expression) {
    this.expression = expression;
    this.places = new ExpressionPlaces(expression);
  }

  List<ExpressionFault> all() {
    List<ExpressionFault> faults = new ArrayList<>();
    for (CelExpr node : expression.nodes()) {
      if (ParsedExpression.isCall(node, "_==_") || ParsedExpression.isCall(node, "_!=_")) {
        comparedWithNull(node).ifPresent(faults::add);
      } else if (ParsedExpression.isCall(node, "matches")) {
        badPattern(node).ifPresent(faults::add);
      } else if (ParsedExpression.isCall(node, "duration")) {
        badDuration(node).ifPresent(faults::add);
      } else if (ParsedExpression.isCall(node, "timestamp")) {
        badTimestamp(node).ifPresent(faults::add);
      }
    }
    return faults;
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

  private Optional<ExpressionFault> badDuration(CelExpr node) {
    return lastConstant(node)
        .filter(constant -> !DURATION.matcher(constant.constant().stringValue()).matches())
        .map(
            constant ->
                fault(
                    ConditionIssue.BAD_CONSTANT,
                    constant,
                    "This isn't a length of time",
                    "Write hours, minutes and seconds, such as \"90m\" or \"1h30m\"."));
  }

  private Optional<ExpressionFault> badTimestamp(CelExpr node) {
    return lastConstant(node)
        .flatMap(
            constant -> {
              try {
                OffsetDateTime.parse(constant.constant().stringValue());
                return Optional.empty();
              } catch (DateTimeException e) {
                return Optional.of(
                    fault(
                        ConditionIssue.BAD_CONSTANT,
                        constant,
                        "This isn't a time",
                        "Write date, time and zone, such as \"2026-11-01T02:00:00Z\"."));
              }
            });
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
