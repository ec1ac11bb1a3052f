package dev.waymark.kql.bind;

import dev.waymark.kql.syntax.Expression;
import dev.waymark.model.table.ColumnType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names that {@code let} and parameters give, inner ones before outer ones. */
public final class Environment {
  private final Optional<Environment> outer;
  private final Map<String, Meaning> meanings = new LinkedHashMap<>();

  private Environment(Optional<Environment> outer) {
    this.outer = outer;
  }

  public Environment(Environment outer) {
    this(Optional.of(outer));
  }

  /** Names of nothing, which no other names are around. */
  public static Environment root() {
    return new Environment(Optional.empty());
  }

  /** What a name stands for. */
  public sealed interface Meaning {}

  /** A value, which may depend on the row that a function was called over. */
  public record Value(BoundExpression bound) implements Meaning {}

  public record Rows(Relation relation) implements Meaning {}

  public record Function(Expression.Function syntax, Environment environment) implements Meaning {}

  /**
   * What has columns of its own: the state of a step of {@code scan}.
   *
   * @param open whether there may be columns that nothing is known of
   */
  public record Members(Map<String, BoundExpression> columns, boolean open) implements Meaning {}

  public void define(String name, Meaning meaning) {
    meanings.put(name, meaning);
  }

  /** Defines a constant. */
  public void define(String name, ColumnType type, Object value) {
    define(name, new Value(BoundExpression.constant(type, value)));
  }

  public Optional<Meaning> find(String name) {
    if (meanings.containsKey(name)) {
      return Optional.of(meanings.get(name));
    }
    return outer.flatMap(around -> around.find(name));
  }

  /** Whether a name stands for a value that is bound from outside of the query. */
  public boolean isParameter(String name) {
    return outer
        .map(around -> around.isParameter(name))
        .orElse(meanings.get(name) instanceof Value);
  }

  public Set<String> names() {
    var names = new TreeSet<>(meanings.keySet());
    outer.ifPresent(around -> names.addAll(around.names()));
    return names;
  }
}
