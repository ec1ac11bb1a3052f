package dev.waymark.kql.lint;

import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.syntax.Statement;
import dev.waymark.kql.syntax.Token;
import dev.waymark.kql.syntax.TokenKind;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The house rules for queries, each found in the query's tokens or its tree. */
public final class QueryRules {
  private static final Set<String> FORBIDDEN =
      Set.of(
          "adx",
          "cluster",
          "cosmosdb_sql_request",
          "external_data",
          "external_table",
          "externaldata",
          "http_request",
          "http_request_post",
          "infer_storage_schema",
          "inline_external_table",
          "mysql_request",
          "postgresql_request",
          "python",
          "r",
          "sql_request");
  private static final Pattern TIME = Pattern.compile("^(datetime|date)\\s*\\([^)]*\\d");
  private static final Pattern DIGITS = Pattern.compile("^[\"'@]{0,2}\\d");
  private static final Pattern RESOURCE = Pattern.compile("(?i)/subscriptions/[\\w-]+");
  private static final Pattern TERM = Pattern.compile("[\"'][A-Za-z0-9]{4,}[\"']");

  private final Query query;
  private final List<Token> tokens;
  private final Sources sources;
  private final TimeBounds time;
  private final List<Issue> issues = new ArrayList<>();

  private QueryRules(Query query, List<Token> tokens) {
    this.query = query;
    this.tokens = tokens;
    this.sources = new Sources(query);
    this.time = new TimeBounds(query);
  }

  /**
   * What the rules have to say of a query of logs.
   *
   * @param tokens of its text, without white space and comments
   */
  public static List<Issue> logs(Query query, List<Token> tokens) {
    var rules = new QueryRules(query, tokens);
    rules.tableIsSaid();
    rules.tablesOfResourceGraph();
    rules.timeBound();
    rules.joins();
    rules.common();
    return rules.issues;
  }

  /**
   * What the rules have to say of a query of Resource Graph, which knows no time.
   *
   * @param tokens of its text, without white space and comments
   */
  public static List<Issue> resourceGraph(Query query, List<Token> tokens) {
    var rules = new QueryRules(query, tokens);
    rules.issues.addAll(ResourceGraphDialect.issues(query));
    rules.tablesInCapitals();
    rules.common();
    return rules.issues;
  }

  private void common() {
    literals();
    everything();
    takes();
    unused();
    forbidden();
  }

  private void add(QueryIssue code, SourceSpan span, String message, String hint) {
    issues.add(query.text().issue(code, span, message, hint));
  }

  private static SourceSpan span(Token token) {
    return new SourceSpan(token.start(), token.end());
  }

  private String written(SourceSpan span) {
    return query.text().text().substring(span.start(), span.end());
  }

  private Token at(int index) {
    return index >= 0 && index < tokens.size()
        ? tokens.get(index)
        : new Token(TokenKind.END, "", 0, 0);
  }

  /** A table may go without saying in Resource Graph only. */
  private void tableIsSaid() {
    if (sources.result().orElse(null) instanceof Expression.Pipe pipe && pipe.lacksTable()) {
      add(
          QueryIssue.UNKNOWN_TABLE,
          pipe.operators().get(0).span(),
          "A query begins with a table",
          "Write `Table | where …`.");
    }
  }

  private void tablesOfResourceGraph() {
    for (Expression.Name table : sources.tables()) {
      if (ResourceGraphTables.NAMES.contains(table.text())) {
        add(
            QueryIssue.UNKNOWN_TABLE,
            table.span(),
            "`" + table.text() + "` is a table of Resource Graph, not of logs",
            "Label the fence `kql resource-graph`.");
      }
    }
  }

  private void tablesInCapitals() {
    for (Expression.Name table : sources.tables()) {
      String lower = table.text().toLowerCase(Locale.ROOT);
      if (!table.text().equals(lower) && ResourceGraphTables.NAMES.contains(lower)) {
        add(
            QueryIssue.TABLE_IN_CAPITALS,
            table.span(),
            "Some ways into Resource Graph don't know `" + table.text() + "`",
            "Write `" + lower + "`, which all of them know.");
      }
    }
  }

  private void timeBound() {
    sources
        .result()
        .ifPresent(
            result -> {
              for (Expression table : sources.unbounded(result, time)) {
                add(
                    QueryIssue.NO_TIME_BOUND,
                    table.span(),
                    "Nothing bounds the time of `" + written(table.span()) + "`",
                    "Filter it first: `| where TimeGenerated > ago(window)`.");
              }
            });
  }

  private void literals() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean fixed =
          (token.kind() == TokenKind.TYPED && TIME.matcher(token.text()).find())
              || (token.is("todatetime") && DIGITS.matcher(at(i + 2).text()).find())
              || (token.is("make_datetime") && DIGITS.matcher(at(i + 2).text()).find());
      if (fixed) {
        add(
            QueryIssue.HARD_CODED_TIME,
            span(token),
            "A fixed time in a runbook is soon the wrong one",
            "Use ago(…), or a parameter.");
      }
      if (token.kind() == TokenKind.STRING && RESOURCE.matcher(token.text()).find()) {
        add(
            QueryIssue.HARD_CODED_RESOURCE,
            span(token),
            "This resource id is fixed, so the query serves that resource only",
            "Declare a parameter of type resource and name it here.");
      }
      if ((token.is("contains") || token.is("!contains"))
          && TERM.matcher(at(i + 1).text()).matches()) {
        String has = token.text().replace("contains", "has");
        add(
            QueryIssue.CONTAINS_FOR_HAS,
            span(token),
            "`" + token.text() + "` reads every text from end to end",
            "`" + has + "` finds whole words by the index.");
      }
    }
  }

  private void everything() {
    for (Expression.Pipe pipe : sources.pipes()) {
      for (Operator operator : pipe.operators()) {
        everything(pipe, operator);
      }
    }
  }

  private void everything(Expression.Pipe pipe, Operator operator) {
    if (operator instanceof Operator.Union union && all(union.tables())) {
      readsAll("union", operator.span());
    } else if (operator instanceof Operator.Search search
        && pipe.source().isEmpty()
        && (search.tables().isEmpty() || all(search.tables()))) {
      readsAll("search", operator.span());
    } else if (operator instanceof Operator.Find find
        && (find.tables().isEmpty() || all(find.tables()))) {
      readsAll("find", operator.span());
    }
  }

  private static boolean all(List<Expression> tables) {
    return tables.stream()
        .anyMatch(
            table ->
                table instanceof Expression.Wildcard wildcard && wildcard.pattern().equals("*"));
  }

  private void readsAll(String operator, SourceSpan span) {
    add(
        QueryIssue.SEARCHES_EVERYTHING,
        new SourceSpan(span.start(), span.start() + operator.length()),
        "`" + operator + "` over all tables is slow and costs",
        "Name the tables.");
  }

  private void joins() {
    for (Expression.Pipe pipe : sources.pipes()) {
      for (Operator operator : pipe.operators()) {
        if (operator instanceof Operator.Join join) {
          joined("join", join.span(), join.right());
        } else if (operator instanceof Operator.Lookup lookup) {
          joined("lookup", lookup.span(), lookup.right());
        }
      }
    }
  }

  private void joined(String operator, SourceSpan span, Expression right) {
    if (!sources.unbounded(right, time).isEmpty()) {
      add(
          QueryIssue.UNWINDOWED_JOIN,
          new SourceSpan(span.start(), span.start() + operator.length()),
          "The right side of this `" + operator + "` isn't bound in time",
          "Filter it by time as well.");
    }
  }

  private void takes() {
    for (Expression.Pipe pipe : sources.pipes()) {
      boolean ordered = false;
      for (Operator operator : pipe.operators()) {
        if (operator instanceof Operator.Take && !ordered) {
          String name = written(operator.span()).split("\\s", 2)[0];
          add(
              QueryIssue.TAKE_WITHOUT_ORDER,
              new SourceSpan(operator.span().start(), operator.span().start() + name.length()),
              "Which rows `" + name + "` keeps is left to chance",
              "Use top 10 by TimeGenerated, or sort first.");
        }
        ordered = isOrdered(operator, ordered);
      }
    }
  }

  /** Whether the rows behind an operator have an order, or there is only one. */
  private static boolean isOrdered(Operator operator, boolean before) {
    return switch (operator) {
      case Operator.Sort _, Operator.Top _, Operator.TopNested _, Operator.Count _ -> true;
      case Operator.Summarize summarize -> summarize.groups().isEmpty();
      case Operator.Distinct _, Operator.Join _, Operator.Union _, Operator.MakeSeries _ -> false;
      case Operator.Where _,
          Operator.Project _,
          Operator.ProjectAway _,
          Operator.ProjectKeep _,
          Operator.ProjectByNames _,
          Operator.ProjectRename _,
          Operator.ProjectReorder _,
          Operator.Extend _,
          Operator.TopHitters _,
          Operator.Take _,
          Operator.Lookup _,
          Operator.MvExpand _,
          Operator.MvApply _,
          Operator.Parse _,
          Operator.ParseKv _,
          Operator.Render _,
          Operator.Print _,
          Operator.Range _,
          Operator.Search _,
          Operator.Find _,
          Operator.Evaluate _,
          Operator.As _,
          Operator.Invoke _,
          Operator.Serialize _,
          Operator.Sample _,
          Operator.SampleDistinct _,
          Operator.GetSchema _,
          Operator.Scan _,
          Operator.Partition _,
          Operator.Reduce _,
          Operator.Facet _,
          Operator.Fork _,
          Operator.Consume _,
          Operator.Opaque _ ->
          before;
    };
  }

  private void unused() {
    for (Statement statement : query.statements()) {
      if (!(statement instanceof Statement.Let let)) {
        continue;
      }
      String name = let.name().text();
      long uses =
          tokens.stream().filter(t -> t.kind() == TokenKind.WORD && t.text().equals(name)).count();
      if (uses < 2) {
        add(
            QueryIssue.UNUSED_LET,
            let.name().span(),
            "Nothing uses `" + name + "`",
            "Remove the let.");
      }
    }
  }

  private void forbidden() {
    for (int i = 0; i < tokens.size(); i++) {
      boolean call = at(i + 1).is("(") || at(i).text().startsWith("external");
      boolean word = at(i).kind() == TokenKind.WORD && !at(i - 1).is(".");
      if (word && call && FORBIDDEN.contains(at(i).text())) {
        add(
            QueryIssue.FORBIDDEN,
            span(at(i)),
            "`" + at(i).text() + "` reaches beyond the workspace",
            "A runbook's queries only read what its parameters name.");
      }
    }
    for (Statement statement : query.statements()) {
      if (statement instanceof Statement.Other other && other.what().equals("command")) {
        add(
            QueryIssue.FORBIDDEN,
            other.span(),
            "A management command isn't a query",
            "Diagnosis only reads.");
      }
    }
  }
}
