package dev.waymark.runbooks.condition;

/**
 * A part of an expression, ready to be evaluated. It gives a value as {@link CelValues} has them,
 * or a {@link Failure}: CEL lets {@code &&}, {@code ||} and quantifiers pass over a failure where
 * the other side decides, so a failure is a value here and not thrown.
 */
@FunctionalInterface
interface Operation {
  Object of(EvaluationFrame frame);
}
