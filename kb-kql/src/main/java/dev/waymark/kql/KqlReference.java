package dev.waymark.kql;

import dev.waymark.kql.function.AggregateFunction;
import dev.waymark.kql.function.AggregateFunctions;
import dev.waymark.kql.function.ScalarFunction;
import dev.waymark.kql.function.ScalarFunctions;
import dev.waymark.kql.syntax.OperatorNames;
import dev.waymark.kql.syntax.QueryIssue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables of {@code docs/kql.md}, written from what the code knows. */
public final class KqlReference {
  private static final Set<String> ONLY_CHECKED =
      Set.of("consume", "facet", "find", "fork", "reduce");

  /** Functions that need more than their arguments. */
  public static final Set<String> OVER_ROWS =
      new TreeSet<>(
          Set.of(
              "ago",
              "assert",
              "bag_pack_columns",
              "bin_auto",
              "case",
              "column_ifexists",
              "column_names_of",
              "columnifexists",
              "iscolumnexists",
              "materialize",
              "next",
              "now",
              "pack_all",
              "prev",
              "row_cumsum",
              "row_number",
              "row_rank_dense",
              "row_rank_min",
              "row_window_session",
              "series_fit_line",
              "series_stats",
              "table",
              "toscalar"));

  /** Aggregates that make several columns, or of which rows are chosen. */
  public static final Set<String> OVER_COLUMNS =
      new TreeSet<>(
          Set.of("any", "anyif", "arg_max", "arg_min", "percentiles", "take_any", "take_anyif"));

  private KqlReference() {}

  public static String markdown() {
    var text = new StringBuilder();
    text.append("## Operators\n\nEvaluated: ");
    text.append(
        OperatorNames.ALL.stream()
            .filter(name -> !ONLY_CHECKED.contains(name))
            .map(KqlReference::code)
            .collect(Collectors.joining(", ")));
    text.append(".\n\nRead and checked, but not evaluated: ");
    text.append(
        ONLY_CHECKED.stream().sorted().map(KqlReference::code).collect(Collectors.joining(", ")));
    text.append(".\n\nKnown by name, and refused: ");
    text.append(
        OperatorNames.NAMED_ONLY.stream()
            .map(KqlReference::code)
            .collect(Collectors.joining(", ")));
    text.append(".\n\n## Scalar functions\n");
    for (Map.Entry<String, List<ScalarFunction>> family : ScalarFunctions.families().entrySet()) {
      text.append("\n### ").append(family.getKey()).append("\n\n");
      family.getValue().stream()
          .map(function -> code(function.signature().toString()))
          .distinct()
          .forEach(line -> text.append("- ").append(line).append('\n'));
    }
    text.append("\n### Over time, rows and tables\n\n");
    for (String name : OVER_ROWS) {
      text.append("- ").append(code(name)).append('\n');
    }
    text.append("\n## Aggregates\n\n");
    for (String name : AggregateFunctions.names()) {
      AggregateFunctions.named(name).stream()
          .map(AggregateFunction::signature)
          .forEach(signature -> text.append("- ").append(code(signature.toString())).append('\n'));
    }
    for (String name : OVER_COLUMNS) {
      text.append("- ").append(code(name)).append('\n');
    }
    text.append("\n## Issues\n\n| code | severity | about |\n| --- | --- | --- |\n");
    for (QueryIssue issue : QueryIssue.values()) {
      text.append("| ")
          .append(issue.code())
          .append(" | ")
          .append(lower(issue.severity()))
          .append(" | ")
          .append(lower(issue))
          .append(" |\n");
    }
    return text.toString();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
