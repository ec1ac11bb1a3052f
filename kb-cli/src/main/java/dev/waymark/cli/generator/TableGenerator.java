package dev.waymark.cli.generator;

import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows a table by rows like its own. A new row stands between two rows of one kind, those that
 * agree in all but time, identity and measures: what is constant in a kind stays so, and what rises
 * goes on rising. The same table and seed always give the same rows.
 */
public final class TableGenerator {
  private static final double NOISE = 0.06;
  private static final String HEX = "0123456789abcdef";

  private final Table table;
  private final Roles roles;
  private final List<Template> templates;
  private final Instant first;
  private final Instant last;
  private final double[] least;
  private final double[] most;
  private final Random random;

  private TableGenerator(Table table, Roles roles, long seed) {
    this.table = table;
    this.roles = roles;
    this.templates = templates(table, roles);
    this.first = templates.stream().map(Template::at).min(Comparator.naturalOrder()).orElseThrow();
    this.last = templates.stream().map(Template::at).max(Comparator.naturalOrder()).orElseThrow();
    this.least = bounds(table, DoubleStream::min);
    this.most = bounds(table, DoubleStream::max);
    this.random = new Random(seed);
  }

  private static double[] bounds(Table table, Function<DoubleStream, OptionalDouble> bound) {
    return IntStream.range(0, table.columns().size())
        .mapToDouble(column -> bound.apply(numbers(table, column)).orElse(0))
        .toArray();
  }

  private static DoubleStream numbers(Table table, int column) {
    return table.rows().stream()
        .map(row -> row.values().get(column))
        .filter(Number.class::isInstance)
        .mapToDouble(value -> ((Number) value).doubleValue());
  }

  /** A row to make others like, with the nearest rows of its kind before and after it. */
  private record Template(Row row, Instant at, Optional<Row> before, Optional<Row> after) {}

  /** A grower; empty if the table has no rows, or no column that says when. */
  public static Optional<TableGenerator> of(Table table, long seed) {
    return Roles.in(table).map(roles -> new TableGenerator(table, roles, seed));
  }

  /** The first and the last time in the table. */
  public List<Instant> span() {
    return List.of(first, last);
  }

  /** The table with rows like its own, to so many rows altogether. */
  public Table grow(int rows) {
    List<Row> grown = new ArrayList<>(table.rows());
    while (grown.size() < rows) {
      grown.add(like(templates.get(random.nextInt(templates.size()))));
    }
    return sorted(grown);
  }

  /** New rows in place of the table's, faulty ones among them as a fault's pattern says. */
  public Table grow(int rows, Fault fault) {
    List<Template> healthy = new ArrayList<>();
    List<Template> faulty = new ArrayList<>();
    for (int i = 0; i < templates.size(); i++) {
      (fault.faulty().get(i) ? faulty : healthy).add(templates.get(i));
    }
    long span = Math.max(1, Duration.between(first, last).toMillis());
    List<Row> grown = new ArrayList<>();
    while (grown.size() < rows) {
      Instant at = first.plusMillis((long) (random.nextDouble() * span));
      boolean fails = random.nextDouble() < fault.at(at, last);
      List<Template> kind = (fails && !faulty.isEmpty()) || healthy.isEmpty() ? faulty : healthy;
      Template template = kind.get(random.nextInt(kind.size()));
      grown.add(between(template, template.after().or(template::before), random.nextDouble(), at));
    }
    return sorted(grown);
  }

  private Table sorted(List<Row> rows) {
    rows.sort(Comparator.comparing(row -> time(row, roles)));
    return new Table(table.columns(), rows);
  }

  private static List<Template> templates(Table table, Roles roles) {
    Map<List<@Nullable Object>, List<Integer>> kinds = new HashMap<>();
    List<Row> rows = table.rows();
    IntStream.range(0, rows.size())
        .boxed()
        .sorted(Comparator.comparing(i -> time(rows.get(i), roles)))
        .forEach(
            i -> kinds.computeIfAbsent(roles.kind(rows.get(i)), k -> new ArrayList<>()).add(i));
    Map<Integer, Template> templates = new HashMap<>();
    for (List<Integer> kind : kinds.values()) {
      for (int k = 0; k < kind.size(); k++) {
        Row row = rows.get(kind.get(k));
        Optional<Row> before = k == 0 ? Optional.empty() : Optional.of(rows.get(kind.get(k - 1)));
        Optional<Row> after =
            k + 1 == kind.size() ? Optional.empty() : Optional.of(rows.get(kind.get(k + 1)));
        templates.put(kind.get(k), new Template(row, time(row, roles), before, after));
      }
    }
    return IntStream.range(0, rows.size()).mapToObj(templates::get).toList();
  }

  /** A row at most half of the way to a neighbour of its kind. */
  private Row like(Template template) {
    boolean forward = random.nextBoolean();
    double way = random.nextDouble() / 2;
    Optional<Row> towards = forward ? template.after() : template.before();
    Optional<Row> other = forward ? template.before() : template.after();
    Duration gap =
        towards
            .map(row -> Duration.between(template.at(), time(row, roles)))
            .or(() -> other.map(row -> Duration.between(time(row, roles), template.at())))
            .orElse(Duration.ZERO);
    Instant at = template.at().plusMillis((long) (gap.toMillis() * way));
    return between(template, towards.or(() -> other), way, within(at));
  }

  /** What would lie outside of the table's times is folded back. */
  private Instant within(Instant at) {
    if (at.isAfter(last)) {
      return last.minus(Duration.between(last, at));
    }
    return at.isBefore(first) ? first.plus(Duration.between(at, first)) : at;
  }

  private Row between(Template template, Optional<Row> towards, double way, Instant at) {
    Duration shift = Duration.between(template.at(), at);
    double noise = 1 + NOISE * Math.max(-2, Math.min(2, random.nextGaussian()));
    List<@Nullable Object> values = new ArrayList<>();
    for (int column = 0; column < table.columns().size(); column++) {
      Object value = template.row().values().get(column);
      int index = column;
      Object other = towards.<@Nullable Object>map(row -> row.values().get(index)).orElse(null);
      values.add(
          switch (roles.of().get(column)) {
            case TIME -> value instanceof Instant time ? shifted(time, shift) : value;
            case IDENTITY -> identity(value);
            case MEASURE -> measure(column, value, other, way, noise);
            case CATEGORY -> value;
          });
    }
    return new Row(values);
  }

  private static Instant shifted(Instant time, Duration shift) {
    return time.plus(shift).truncatedTo(ChronoUnit.MILLIS);
  }

  /** Neither what two neighbours have in common is blurred, nor the table's bounds: a time-out. */
  private @Nullable Object measure(
      int column, @Nullable Object value, @Nullable Object other, double way, double noise) {
    if (!(value instanceof Number from) || !(other instanceof Number to) || value.equals(other)) {
      return value;
    }
    double between = from.doubleValue() + (to.doubleValue() - from.doubleValue()) * way;
    double measured = Math.max(least[column], Math.min(most[column], between * noise));
    if (value instanceof Integer) {
      return (int) Math.round(measured);
    }
    return value instanceof Long ? (Object) Math.round(measured) : (Object) measured;
  }

  /** Other digits in the same shape. */
  private @Nullable Object identity(@Nullable Object value) {
    if (value instanceof UUID) {
      return new UUID(random.nextLong(), random.nextLong());
    }
    if (!(value instanceof String text)) {
      return value;
    }
    boolean hexadecimal = text.chars().allMatch(c -> c == '-' || HEX.indexOf(c) >= 0);
    var renewed = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (hexadecimal && c != '-') {
        renewed.append(HEX.charAt(random.nextInt(HEX.length())));
      } else {
        renewed.append(c >= '0' && c <= '9' ? (char) ('0' + random.nextInt(10)) : c);
      }
    }
    return renewed.toString();
  }

  private static Instant time(Row row, Roles roles) {
    return row.values().get(roles.time()) instanceof Instant time ? time : Instant.EPOCH;
  }
}
