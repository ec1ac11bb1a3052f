package dev.waymark.kql.bind;

import dev.waymark.kql.syntax.Expression;
import dev.waymark.model.table.ColumnType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names that {@code let} and parameters give, inner ones before outer ones. */
public final class Environment {
  private final @Nullable Environment outer;
  private final Map<String, Meaning> meanings = new LinkedHashMap<>();

  public Environment(@Nullable Environment outer) {
    this.outer = outer;
  }

  /** What a name stands for. */
  public sealed interface Meaning {}

  /** A value, which may depend on the row that a function was called over. */
  public record Value(Bound bound) implements Meaning {}

  public record Rows(Relation relation) implements Meaning {}

  public record Function(Expression.Function syntax, Environment environment) implements Meaning {}

  /**
   * What has columns of its own: the state of a step of {@code scan}.
   *
   * @param open whether there may be columns that nothing is known of
   */
  public record Members(Map<String, Bound> columns, boolean open) implements Meaning {}

  public void define(String name, Meaning meaning) {
    meanings.put(name, meaning);
  }

  /** Defines a constant. */
  public void define(String name, ColumnType type, @Nullable Object value) {
    define(name, new Value(Bound.constant(type, value)));
  }

  public Optional<Meaning> find(String name) {
    for (Environment at = this; at != null; at = at.outer) {
      Meaning meaning = at.meanings.isEmpty() ? null : at.meanings.get(name);
      if (meaning != null) {
        return Optional.of(meaning);
      }
    }
    return Optional.empty();
  }

  /** Whether a name stands for a value that is bound from outside of the query. */
  public boolean isParameter(String name) {
    Environment root = this;
    while (root.outer != null) {
      root = root.outer;
    }
    return root.meanings.get(name) instanceof Value;
  }

  public Set<String> names() {
    var names = new TreeSet<String>();
    for (Environment at = this; at != null; at = at.outer) {
      names.addAll(at.meanings.keySet());
    }
    return names;
  }
}
