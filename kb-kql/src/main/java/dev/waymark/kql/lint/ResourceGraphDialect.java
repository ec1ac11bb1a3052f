package dev.waymark.kql.lint;

import dev.waymark.kql.lint.DialectFault.Kind;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.syntax.Statement;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of KQL Azure Resource Graph takes, as <a
 * href="https://learn.microsoft.com/azure/governance/resource-graph/concepts/query-language">its
 * page on the language</a> says: one statement, of a limited list of operators, over its own
 * tables. {@code kb lint} and the stand-in for Azure both refuse by this class.
 */
public final class ResourceGraphDialect {
  private static final Set<String> OPERATORS =
      Set.of(
          "count",
          "distinct",
          "extend",
          "join",
          "limit",
          "mv-expand",
          "mvexpand",
          "order",
          "parse",
          "project",
          "project-away",
          "project-rename",
          "sort",
          "summarize",
          "take",
          "top",
          "union",
          "where");
  private static final Set<String> JOINS = Set.of("innerunique", "inner", "leftouter", "fullouter");
  private static final Set<String> UNIONS = Set.of("kind", "withsource");

  /** What takes or gives whole tables, reaches into other services, or works on time series. */
  private static final Pattern NO_FUNCTION =
      Pattern.compile(
          "toscalar|materialize|table|cluster|database|workspace|app|resource|adx|arg|external_table"
              + "|series_\\w+|row_window_session|ingestion_time|current_\\w+|geo_\\w+|hll\\w*|tdigest\\w*");

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("filter", "Write `where`."),
          Map.entry("lookup", "Write `join kind=leftouter (…) on …`."),
          Map.entry("project-keep", "Write `project` with the columns' names."),
          Map.entry("project-reorder", "Write `project` with the columns in their order."),
          Map.entry("project-by-names", "Write `project` with the columns' names."),
          Map.entry("parse-where", "Write `parse …`, then `where isnotempty(…)`."),
          Map.entry("parse-kv", "Take the parts with `extract(…)` or `split(…)`."),
          Map.entry("mv-apply", "Write `mv-expand`, then `where` and `summarize`."),
          Map.entry("make-series", "Write `summarize … by bin(…)`."),
          Map.entry("evaluate", "Name what you need: `extend a = properties.a`."),
          Map.entry("render", "Leave it out: a step shows its rows itself."),
          Map.entry("serialize", "Leave it out, and sort."),
          Map.entry("sample", "Write `take`."),
          Map.entry("search", "Name a table, then filter it with `where`."),
          Map.entry("find", "Name a table, then filter it with `where`."),
          Map.entry("print", "Begin with a table, such as `resources`."),
          Map.entry("range", "Begin with a table, such as `resources`."));

  /** How many of an operator one query may have that isn't asked by the portal. */
  private static final int MOST = 3;

  private static final int MOST_ROWS_EXPANDED = 2_000;
  private static final Pattern OPERATOR = Pattern.compile("[A-Za-z][\\w-]*");

  private final Query query;
  private final List<DialectFault> faults = new ArrayList<>();
  private final Map<String, Integer> uses = new HashMap<>();

  private ResourceGraphDialect(Query query) {
    this.query = query;
  }

  /** What Resource Graph refuses in a query, in the order of its text. */
  public static List<DialectFault> faults(Query query) {
    var dialect = new ResourceGraphDialect(query);
    dialect.statements();
    return dialect.faults;
  }

  /** The same as issues at their places. */
  public static List<Issue> issues(Query query) {
    return faults(query).stream()
        .map(
            fault ->
                query
                    .text()
                    .issue(
                        QueryIssue.NOT_IN_RESOURCE_GRAPH,
                        fault.span(),
                        fault.message(),
                        fault.hint()))
        .toList();
  }

  private void statements() {
    boolean answered = false;
    for (Statement statement : query.statements()) {
      if (statement instanceof Statement.Result result && !answered) {
        answered = true;
        table(result.expression());
      } else {
        String word = word(statement.span());
        boolean let = statement instanceof Statement.Let;
        add(
            Kind.PARSER,
            first(statement.span(), word),
            word,
            let
                ? "Resource Graph has no `let`"
                : "Resource Graph takes one query, without other statements",
            let
                ? "Write the value where it's used. Parameters and remembered values are put there"
                    + " as literals."
                : "Leave this statement out.");
      }
    }
  }

  private void table(Expression expression) {
    switch (expression) {
      case Expression.Pipe pipe -> {
        pipe.source().ifPresent(this::table);
        boolean shorthand = pipe.source().isEmpty();
        for (Operator operator : pipe.operators()) {
          operator(operator, shorthand);
        }
      }
      case Expression.Name name -> named(name);
      case Expression.Datatable datatable -> datatable.values().forEach(this::value);
      case Expression.Literal _,
          Expression.BadLiteral _,
          Expression.Wildcard _,
          Expression.Member _,
          Expression.MemberCall _,
          Expression.Index _,
          Expression.Call _,
          Expression.Unary _,
          Expression.Binary _,
          Expression.Membership _,
          Expression.Between _,
          Expression.ExternalData _,
          Expression.Function _,
          Expression.Placeholder _,
          Expression.TypeOf _,
          Expression.Missing _ -> {
        String written = written(expression.span());
        add(
            Kind.PARSER,
            expression.span(),
            written,
            "Resource Graph takes no `" + written + "` for a table",
            "Name one of its tables, such as `resources`.");
      }
    }
  }

  private void named(Expression.Name name) {
    if (!ResourceGraphTables.NAMES.contains(name.text().toLowerCase(Locale.ROOT))) {
      add(
          Kind.TABLE,
          name.span(),
          name.text(),
          "Resource Graph has no table `" + name.text() + "`",
          Nearest.to(name.text(), ResourceGraphTables.NAMES)
              .map(near -> "Did you mean `" + near + "`?")
              .orElse("Its tables are `resources`, `resourcecontainers` and others."));
    }
  }

  private void operator(Operator operator, boolean shorthand) {
    String name = word(operator.span());
    SourceSpan span = first(operator.span(), name);
    if (!OPERATORS.contains(name)) {
      add(
          Kind.LANGUAGE,
          span,
          name,
          "Resource Graph has no operator `" + name + "`",
          INSTEAD.getOrDefault(
              name, "It has " + String.join(", ", OPERATORS.stream().sorted().toList()) + "."));
      return;
    }
    if (operator instanceof Operator.Join join) {
      combine("join", span, shorthand);
      join(join);
    } else if (operator instanceof Operator.Union union) {
      combine("union", span, shorthand);
      union(union);
    } else {
      if (operator instanceof Operator.MvExpand expand) {
        count("mv-expand", span);
        expand(expand);
      }
      Subexpressions.of(operator).forEach(this::value);
    }
  }

  private void join(Operator.Join join) {
    for (Operator.Option option : join.options()) {
      String kind = written(option.value().span());
      if (!option.name().text().equals("kind")) {
        add(
            Kind.PARSER,
            option.name().span(),
            option.name().text(),
            "Resource Graph takes no `" + option.name().text() + "` for a join",
            "Leave it out: the service chooses how to join.");
      } else if (!JOINS.contains(kind)) {
        add(
            Kind.JOIN,
            option.value().span(),
            kind,
            "Resource Graph has no join of kind `" + kind + "`",
            insteadOfJoin(kind));
      }
    }
    table(join.right());
    join.conditions().forEach(this::value);
  }

  private static String insteadOfJoin(String kind) {
    return switch (kind) {
      case "leftanti", "anti", "leftantisemi" ->
          "Write `join kind=leftouter (…)`, then `where isempty(…)` of a column of its right side.";
      case "leftsemi" -> "Write `join kind=inner (… | distinct …)`.";
      case "rightouter", "rightanti", "rightsemi", "rightantisemi" ->
          "Swap the two sides, and write `kind=leftouter` or `kind=inner`.";
      default -> "There are innerunique, inner, leftouter and fullouter.";
    };
  }

  private void union(Operator.Union union) {
    for (Operator.Option option : union.options()) {
      if (!UNIONS.contains(option.name().text())) {
        add(
            Kind.PARSER,
            option.name().span(),
            option.name().text(),
            "Resource Graph takes no `" + option.name().text() + "` for a union",
            "Leave it out, and name each table.");
      }
    }
    if (union.tables().size() > 1) {
      add(
          Kind.PARSER,
          union.tables().get(1).span(),
          written(union.tables().get(1).span()),
          "A `union` of Resource Graph takes one table",
          "Write another `| union (…)` for each further table.");
    }
    union.tables().forEach(this::table);
  }

  private void combine(String operator, SourceSpan span, boolean shorthand) {
    if (shorthand) {
      add(
          Kind.PARSER,
          span,
          operator,
          "`" + operator + "` needs a table to begin with",
          "Begin the query with `resources`.");
    }
    count(operator, span);
  }

  private void count(String operator, SourceSpan span) {
    if (uses.merge(operator, 1, Integer::sum) == MOST + 1) {
      add(
          Kind.TOO_MANY_TABLES,
          span,
          operator,
          "Resource Graph takes %d `%s` in one query, and this is one more"
              .formatted(MOST, operator),
          "Ask in two steps, and remember what the first one finds.");
    }
  }

  private void expand(Operator.MvExpand expand) {
    expand
        .limit()
        .filter(limit -> limit instanceof Expression.Literal literal && isTooMany(literal))
        .ifPresent(
            limit ->
                add(
                    Kind.PARSER,
                    limit.span(),
                    written(limit.span()),
                    "`mv-expand` takes a limit of at most %d rows".formatted(MOST_ROWS_EXPANDED),
                    "Filter before you expand."));
  }

  private static boolean isTooMany(Expression.Literal literal) {
    return literal.value() instanceof Number number && number.longValue() > MOST_ROWS_EXPANDED;
  }

  private void value(Expression expression) {
    switch (expression) {
      case Expression.Call call when NO_FUNCTION.matcher(call.function().text()).matches() -> {
        String name = call.function().text();
        add(
            Kind.LANGUAGE,
            call.function().span(),
            name,
            "Resource Graph has no function `" + name + "`",
            name.equals("toscalar")
                ? "Join with the other table, or remember its value in a step before."
                : "Write it without, or ask in two steps.");
      }
      case Expression.Pipe pipe -> table(pipe);
      case Expression.Membership membership -> {
        membership(membership);
        Subexpressions.of(membership).forEach(this::value);
      }
      case Expression.Literal _,
          Expression.BadLiteral _,
          Expression.Name _,
          Expression.Wildcard _,
          Expression.Member _,
          Expression.MemberCall _,
          Expression.Index _,
          Expression.Call _,
          Expression.Unary _,
          Expression.Binary _,
          Expression.Between _,
          Expression.Datatable _,
          Expression.ExternalData _,
          Expression.Function _,
          Expression.Placeholder _,
          Expression.TypeOf _,
          Expression.Missing _ ->
          Subexpressions.of(expression).forEach(this::value);
    }
  }

  private void membership(Expression.Membership membership) {
    if (membership.operator().contains("has_")) {
      String between = membership.operator().endsWith("any") ? "or" : "and";
      add(
          Kind.PARSER,
          membership.operatorSpan(),
          membership.operator(),
          "Resource Graph has no `" + membership.operator() + "`",
          "Write `has` for each word, with `" + between + "` between.");
    }
  }

  private void add(Kind kind, SourceSpan span, String subject, String message, String hint) {
    faults.add(new DialectFault(kind, span, subject, message, hint));
  }

  private String written(SourceSpan span) {
    return query.text().text().substring(span.start(), span.end());
  }

  /** The word that an operator or a statement begins with. */
  private String word(SourceSpan span) {
    Matcher word = OPERATOR.matcher(written(span));
    return word.lookingAt() ? word.group() : written(span);
  }

  private static SourceSpan first(SourceSpan span, String word) {
    return new SourceSpan(span.start(), span.start() + word.length());
  }
}
