package dev.waymark.runbooks.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A number that a condition compares a column with, such as 225000 of {@code row.Waited >= 225000}:
 * where a chart of the column draws a line.
 */
public record ColumnThreshold(String column, double value) {
  private static final Set<String> COMPARISONS = Set.of("_<_", "_<=_", "_>_", "_>=_");

  static List<ColumnThreshold> of(ParsedExpression expression) {
    return StreamSupport.stream(expression.nodes().spliterator(), false)
        .filter(node -> node.getKind() == Kind.CALL)
        .filter(node -> COMPARISONS.contains(node.call().function()))
        .flatMap(node -> of(node.call().args()))
        .filter(threshold -> threshold.value() != 0)
        .distinct()
        .toList();
  }

  private static Stream<ColumnThreshold> of(List<CelExpr> sides) {
    return Stream.concat(of(sides.get(0), sides.get(1)), of(sides.get(1), sides.get(0)));
  }

  private static Stream<ColumnThreshold> of(CelExpr column, CelExpr number) {
    OptionalDouble value = number(number);
    Optional<String> name = column(column);
    return name.isPresent() && value.isPresent()
        ? Stream.of(new ColumnThreshold(name.get(), value.getAsDouble()))
        : Stream.empty();
  }

  private static Optional<String> column(CelExpr node) {
    return node.getKind() == Kind.SELECT
            && !node.select().testOnly()
            && node.select().operand().getKind() == Kind.IDENT
        ? Optional.of(node.select().field())
        : Optional.empty();
  }

  private static OptionalDouble number(CelExpr node) {
    if (node.getKind() != Kind.CONSTANT) {
      return OptionalDouble.empty();
    }
    CelConstant constant = node.constant();
    return switch (constant.getKind()) {
      case INT64_VALUE -> OptionalDouble.of((double) constant.int64Value());
      case DOUBLE_VALUE -> OptionalDouble.of(constant.doubleValue());
      case NOT_SET,
          NULL_VALUE,
          BOOLEAN_VALUE,
          UINT64_VALUE,
          STRING_VALUE,
          BYTES_VALUE,
          DURATION_VALUE,
          TIMESTAMP_VALUE ->
          OptionalDouble.empty();
    };
  }
}
