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
  private static final Object MISSING = new Object();

  private final Instant now;
  private final Function<String, @Nullable Object> parameters;
  private final Function<String, List<@Nullable Object[]>> tables;
  private final Meter meter;

  /** The rows of what {@code let} and {@code as} name. */
  private final Map<Object, List<@Nullable Object[]>> named = new HashMap<>();

  /** The rows that the operators within another one begin with. */
  private final Map<Object, List<@Nullable Object[]>> given;

  /** The run around it; itself if there's none. */
  private final Run outer;

  private final int depth;

  private @Nullable Object[] constants = new Object[8];

  public Run(
      Instant now,
      Function<String, @Nullable Object> parameters,
      Function<String, List<@Nullable Object[]>> tables,
      Meter meter) {
    this(now, parameters, tables, meter, Optional.empty(), Map.of());
  }

  private Run(
      Instant now,
      Function<String, @Nullable Object> parameters,
      Function<String, List<@Nullable Object[]>> tables,
      Meter meter,
      Optional<Run> outer,
      Map<Object, List<@Nullable Object[]>> given) {
    this.now = now;
    this.parameters = parameters;
    this.tables = tables;
    this.meter = meter;
    this.given = given;
    this.outer = outer.orElse(this);
    this.depth = outer.map(run -> run.depth + 1).orElse(0);
  }

  /** The run of operators within another one, over the rows that it gives them. */
  public Run over(Object source, List<@Nullable Object[]> rows) {
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

  public @Nullable Object parameter(String name) {
    return parameters.apply(name);
  }

  public List<@Nullable Object[]> table(String name) {
    return tables.apply(name);
  }

  /** What {@link #over} was given. */
  public List<@Nullable Object[]> given(Object source) {
    return given.getOrDefault(source, List.of());
  }

  /**
   * Rows that several readers share.
   *
   * @param level within how many other operators they're named
   */
  public List<@Nullable Object[]> named(
      Object key, int level, Function<Run, List<@Nullable Object[]>> maker) {
    if (depth > level) {
      return outer.named(key, level, maker);
    }
    List<@Nullable Object[]> known = named.get(key);
    if (known == null) {
      known = maker.apply(this);
      named.put(key, known);
    }
    return known;
  }

  /** What is the same for all rows, computed when it's first needed. */
  public @Nullable Object constant(int slot, Scalar scalar, Frame frame) {
    if (slot >= constants.length) {
      constants = Arrays.copyOf(constants, 2 * slot);
    }
    Object known = constants[slot];
    if (known == null) {
      known = scalar.value(Frame.NO_ROW, frame);
      constants[slot] = known == null ? MISSING : known;
    }
    return known == MISSING ? null : known;
  }
}
