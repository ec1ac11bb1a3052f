package dev.waymark.runbooks.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.waymark.model.table.ColumnType;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CEL expression that type-checks. Evaluating it never throws, looks at nothing but its bindings,
 * and ends within a bound of steps.
 */
public final class Condition {
  private final ParsedExpression expression;
  private final CelAbstractSyntaxTree tree;
  private volatile CelRuntime.@Nullable Program program;

  Condition(ParsedExpression expression, CelAbstractSyntaxTree tree) {
    this.expression = expression;
    this.tree = tree;
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

  /** The type of its value. */
  public ColumnType type() {
    return CelTypes.columnType(tree.getResultType());
  }

  /** Whether it holds. */
  public Verdict evaluate(Bindings bindings) {
    Sighting sighting = new Sighting(bindings);
    try {
      Object result = program().eval(sighting);
      if (result instanceof Boolean holds) {
        String explanation = Explanation.of(expression, sighting);
        return holds ? new Verdict.Holds(explanation) : new Verdict.DoesNotHold(explanation);
      }
      return new Verdict.Failed("it is neither true nor false: " + Shown.value(result));
    } catch (CelEvaluationException | RuntimeException e) {
      return new Verdict.Failed(FailureWords.of(e, sighting));
    }
  }

  /** Its value, for an expression that says what to remember. */
  public Value value(Bindings bindings) {
    Sighting sighting = new Sighting(bindings);
    try {
      return CelValues.fromCel(program().eval(sighting))
          .<Value>map(Value.Found::new)
          .orElseGet(() -> new Value.Missing("`" + text() + "` is missing"));
    } catch (CelEvaluationException | RuntimeException e) {
      return new Value.Missing(FailureWords.of(e, sighting));
    }
  }

  Outlook outlook() {
    return new Outlook(expression);
  }

  private CelRuntime.Program program() throws CelEvaluationException {
    CelRuntime.Program made = program;
    if (made == null) {
      made = Cel.runtime().createProgram(tree);
      program = made;
    }
    return made;
  }

  @Override
  public String toString() {
    return text();
  }
}
