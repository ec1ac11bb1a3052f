package dev.waymark.runbooks.condition;

import dev.waymark.model.table.ColumnType;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A CEL expression that type-checks. Evaluating it never throws, looks at nothing but its bindings,
 * and ends within a bound of steps.
 */
public final class Condition {
  private final ParsedExpression expression;
  private final ColumnType type;
  private final Operations.Compiled compiled;

  Condition(ParsedExpression expression, ColumnType type, Operations.Compiled compiled) {
    this.expression = expression;
    this.type = type;
    this.compiled = compiled;
  }

  /** As the author wrote it. */
  public String text() {
    return expression.text();
  }

  /** The parameters that it names. */
  public Set<String> params() {
    return Collections.unmodifiableSet(expression.params().keySet());
  }

  /** The remembered values that it names. */
  public Set<String> remembered() {
    return Collections.unmodifiableSet(expression.remembered().keySet());
  }

  /** The numbers other than 0 that it compares columns with, in the order of its text. */
  public List<ColumnThreshold> thresholds() {
    return ColumnThreshold.of(expression);
  }

  /** The type of its value. */
  public ColumnType type() {
    return type;
  }

  /** Whether it holds. */
  public ConditionResult evaluate(Bindings bindings) {
    TrackedBindings tracked = new TrackedBindings(bindings);
    Object result = result(tracked);
    if (result instanceof Boolean holds) {
      List<Sight> seen = Explanation.seen(expression, tracked);
      String explanation = Explanation.of(seen);
      return holds
          ? new ConditionResult.Holds(explanation, seen)
          : new ConditionResult.DoesNotHold(explanation, seen);
    }
    return new ConditionResult.Failed(
        result instanceof Failure failure
            ? failure.reason()
            : "it is neither true nor false: " + ShortValue.value(result));
  }

  /** Its value, for an expression that says what to remember. */
  public Value value(Bindings bindings) {
    return value(result(new TrackedBindings(bindings)));
  }

  /** A value with what was seen on the way to it. */
  record Look(Value value, List<Sight> seen) {}

  /** Its value, for an expression that says it in a sentence. */
  Look look(Bindings bindings) {
    TrackedBindings tracked = new TrackedBindings(bindings);
    Value value = value(result(tracked));
    return new Look(value, Explanation.seen(expression, tracked));
  }

  private Value value(Object result) {
    if (result instanceof Failure failure) {
      return new Value.Missing(failure.reason());
    }
    return CelValues.fromCel(result)
        .<Value>map(Value.Found::new)
        .orElseGet(() -> new Value.Missing("`" + text() + "` is missing"));
  }

  private Object result(TrackedBindings tracked) {
    try {
      return compiled.operation().of(new EvaluationFrame(tracked, compiled.variables()));
    } catch (EvaluationFrame.Runaway e) {
      return new Failure("it was stopped after " + EvaluationFrame.MOST_STEPS + " steps");
    }
  }

  PossibleResults outlook() {
    return new PossibleResults(expression);
  }

  @Override
  public String toString() {
    return text();
  }
}
