package dev.waymark.kql.function;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One run of a plan: the moment, the values and the tables that it's run with, and what is computed
 * once for all of its rows.
 */
public final class Run {
  private final Instant now;
  private final Function<String, Object> parameters;
  private final Function<String, List<Object[]>> tables;
  private final Meter meter;

  /** The rows of what {@code let} and {@code as} name. */
  private final Map<Object, List<Object[]>> named = new HashMap<>();

  /** The rows that the operators within another one begin with. */
  private final Map<Object, List<Object[]>> given;

  /** The run around it; itself if there's none. */
  private final Run outer;

  private final int depth;

  private @Nullable Object[] constants = new Object[8];

  public Run(
      Instant now,
      Function<String, Object> parameters,
      Function<String, List<Object[]>> tables,
      Meter meter) {
    this(now, parameters, tables, meter, Optional.empty(), Map.of());
  }

  private Run(
      Instant now,
      Function<String, Object> parameters,
      Function<String, List<Object[]>> tables,
      Meter meter,
      Optional<Run> outer,
      Map<Object, List<Object[]>> given) {
    this.now = now;
    this.parameters = parameters;
    this.tables = tables;
    this.meter = meter;
    this.given = given;
    this.outer = outer.orElse(this);
    this.depth = outer.map(run -> run.depth + 1).orElse(0);
  }

  /** The run of operators within another one, over the rows that it gives them. */
  public Run over(Object source, List<Object[]> rows) {
    var all = new HashMap<>(given);
    all.put(source, rows);
    return new Run(now, parameters, tables, meter, Optional.of(this), all);
  }

  public Instant now() {
    return now;
  }

  public Meter meter() {
    return meter;
  }

  public Object parameter(String name) {
    return parameters.apply(name);
  }

  public List<Object[]> table(String name) {
    return tables.apply(name);
  }

  /** What {@link #over} was given. */
  public List<Object[]> given(Object source) {
    return given.getOrDefault(source, List.of());
  }

  /**
   * Rows that several readers share.
   *
   * @param level within how many other operators they're named
   */
  public List<Object[]> named(Object key, int level, Function<Run, List<Object[]>> maker) {
    if (depth > level) {
      return outer.named(key, level, maker);
    }
    if (!named.containsKey(key)) {
      named.put(key, maker.apply(this));
    }
    return named.getOrDefault(key, List.of());
  }

  /** What is the same for all rows, computed when it's first needed. */
  public Object constant(int slot, Scalar scalar, Frame frame) {
    if (slot >= constants.length) {
      constants = Arrays.copyOf(constants, 2 * slot);
    }
    Object known = constants[slot];
    if (known == null) {
      known = scalar.value(Frame.NO_ROW, frame);
      constants[slot] = known;
    }
    return known;
  }
}
