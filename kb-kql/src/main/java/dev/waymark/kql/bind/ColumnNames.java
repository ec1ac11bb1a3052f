package dev.waymark.kql.bind;

import dev.waymark.kql.function.AggregateFunction;
import dev.waymark.kql.function.AggregateFunctions;
import dev.waymark.kql.syntax.Expression;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The names that Kusto gives to columns that got none. */
public final class ColumnNames {
  /** Functions whose result goes by the name of what they're given. */
  private static final Set<String> NAMED_BY_ARGUMENT =
      Set.of(
          "bin",
          "bin_at",
          "bin_auto",
          "floor",
          "tobool",
          "toboolean",
          "todatetime",
          "todecimal",
          "todouble",
          "todynamic",
          "toguid",
          "toint",
          "tolong",
          "toobject",
          "toreal",
          "tostring",
          "totimespan",
          "parse_json",
          "parsejson",
          "any",
          "take_any",
          "anyif",
          "take_anyif");

  private final Set<String> taken = new HashSet<>();
  private int unnamed;

  /** The name of an expression, if it has one by itself. */
  public static Optional<String> of(Expression expression) {
    return switch (expression) {
      case Expression.Name name -> Optional.of(name.text());
      case Expression.Member member ->
          isSide(member.target())
              ? Optional.of(member.name().text())
              : of(member.target()).map(target -> target + "_" + member.name().text());
      case Expression.Index index ->
          index.index() instanceof Expression.Literal literal
              ? of(index.target()).map(target -> target + "_" + literal.value())
              : Optional.empty();
      case Expression.Call call -> of(call);
      case Expression.Literal _,
          Expression.BadLiteral _,
          Expression.Wildcard _,
          Expression.MemberCall _,
          Expression.Unary _,
          Expression.Binary _,
          Expression.Membership _,
          Expression.Between _,
          Expression.Pipe _,
          Expression.Datatable _,
          Expression.ExternalData _,
          Expression.Function _,
          Expression.Placeholder _,
          Expression.TypeOf _,
          Expression.Missing _ ->
          Optional.empty();
    };
  }

  /** Whether an expression is {@code $left} or {@code $right}. */
  private static boolean isSide(Expression expression) {
    return expression instanceof Expression.Name name && name.text().startsWith("$");
  }

  private static Optional<String> of(Expression.Call call) {
    String name = call.function().text();
    Optional<String> argument =
        call.arguments().isEmpty() ? Optional.empty() : of(call.arguments().get(0).value());
    if (name.equals("any") || name.equals("anyif")) {
      return Optional.of(name + "_" + argument.orElse(""));
    }
    if (name.startsWith("node_degree_")) {
      return Optional.of(name);
    }
    if (NAMED_BY_ARGUMENT.contains(name)) {
      return argument;
    }
    List<AggregateFunction> aggregates = AggregateFunctions.named(name);
    if (aggregates.isEmpty()) {
      return Optional.empty();
    }
    String base = aggregates.get(0).prefix() + "_" + argument.orElse("");
    if (name.startsWith("covariance") && call.arguments().size() > 1) {
      return Optional.of(base + "_" + of(call.arguments().get(1).value()).orElse(""));
    }
    if (name.equals("percentile") || name.equals("percentilew")) {
      int last = call.arguments().size() - 1;
      return Optional.of(base + "_" + rank(call.arguments().get(last).value()));
    }
    return Optional.of(base);
  }

  /** How the rank of a percentile stands in its column's name. */
  public static String rank(Expression rank) {
    if (rank instanceof Expression.Literal literal) {
      String text = String.valueOf(literal.value());
      return text.replaceAll("\\.0$", "").replace('.', '_').toLowerCase(Locale.ROOT);
    }
    return of(rank).orElse("");
  }

  /** Whether Kusto makes up an expression's name, so that it can't be foretold. */
  public static boolean isUnpredictable(Expression expression) {
    return switch (expression) {
      case Expression.Index index ->
          !(index.index() instanceof Expression.Literal) || isUnpredictable(index.target());
      case Expression.Member member -> isUnpredictable(member.target());
      case Expression.Call call -> hasUnpredictable(call);
      case Expression.Literal _,
          Expression.BadLiteral _,
          Expression.Name _,
          Expression.Wildcard _,
          Expression.MemberCall _,
          Expression.Unary _,
          Expression.Binary _,
          Expression.Membership _,
          Expression.Between _,
          Expression.Pipe _,
          Expression.Datatable _,
          Expression.ExternalData _,
          Expression.Function _,
          Expression.Placeholder _,
          Expression.TypeOf _,
          Expression.Missing _ ->
          false;
    };
  }

  private static boolean hasUnpredictable(Expression.Call call) {
    return call.arguments().stream().anyMatch(argument -> isUnpredictable(argument.value()));
  }

  /** Marks a name as taken. */
  public void take(String name) {
    taken.add(name);
  }

  public boolean isTaken(String name) {
    return taken.contains(name);
  }

  /** A name like the given one that isn't taken yet. */
  public String free(String name) {
    String free = name;
    for (int i = 1; !taken.add(free); i++) {
      free = name + i;
    }
    return free;
  }

  /** {@code Column1} and so on. */
  public String next() {
    String name;
    do {
      unnamed++;
      name = "Column" + unnamed;
    } while (!taken.add(name));
    return name;
  }
}
