package dev.waymark.runbooks.kql.lint;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.kql.syntax.KqlLexer;
import dev.waymark.runbooks.kql.syntax.Query;
import dev.waymark.runbooks.kql.syntax.QueryIssue;
import dev.waymark.runbooks.kql.syntax.Statement;
import dev.waymark.runbooks.kql.syntax.Token;
import dev.waymark.runbooks.kql.syntax.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The house rules for queries, each found in the query's tokens. */
public final class QueryRules {
  private static final Set<String> TIMES = Set.of("TimeGenerated", "timestamp", "Timestamp", "ago");
  private static final Set<String> FORBIDDEN =
      Set.of(
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
  private static final Set<String> ORDERING = Set.of("sort", "order", "top", "top-nested");
  private static final Set<String> WITHOUT_TABLE = Set.of("print", "range", "datatable");
  private static final Pattern RESOURCE =
      Pattern.compile("(?i)/subscriptions/[0-9a-f]{8}-[0-9a-f-]{27}");
  private static final Pattern TERM = Pattern.compile("[\"'][A-Za-z0-9]{4,}[\"']");

  private final Query query;
  private final List<Token> tokens;
  private final List<Issue> issues = new ArrayList<>();

  private QueryRules(Query query) {
    this.query = query;
    this.tokens =
        KqlLexer.tokens(query.text().text()).stream().filter(t -> !t.kind().isTrivia()).toList();
  }

  /** What the rules have to say of a query of logs. */
  public static List<Issue> logs(Query query) {
    var rules = new QueryRules(query);
    rules.timeBound();
    rules.joins();
    rules.common();
    return rules.issues;
  }

  /** What the rules have to say of a query of Resource Graph, which knows no time. */
  public static List<Issue> resourceGraph(Query query) {
    var rules = new QueryRules(query);
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

  private void add(QueryIssue code, Token token, String message, String hint) {
    issues.add(query.text().issue(code, new SourceSpan(token.start(), token.end()), message, hint));
  }

  private Token at(int index) {
    return index >= 0 && index < tokens.size()
        ? tokens.get(index)
        : new Token(TokenKind.END, "", 0, 0);
  }

  private boolean opensStep(int index) {
    return at(index - 1).is("|") && at(index).kind() == TokenKind.WORD;
  }

  /** The end of the step that begins at an index: the next pipe, semicolon or close around it. */
  private int stepEnd(int index) {
    int depth = 0;
    int i = index;
    while (i < tokens.size()) {
      Token token = tokens.get(i);
      boolean close = token.is(")") || token.is("]") || token.is("}");
      if (depth == 0 && (token.is("|") || token.is(";") || close)) {
        return i;
      }
      depth += token.is("(") || token.is("[") || token.is("{") ? 1 : close ? -1 : 0;
      i++;
    }
    return i;
  }

  private boolean mentionsTime(int from, int to) {
    for (int i = from; i < to; i++) {
      if (TIMES.contains(at(i).text())) {
        return true;
      }
    }
    return false;
  }

  private void timeBound() {
    boolean reads =
        query.statements().stream().anyMatch(s -> s instanceof Statement.Result)
            && tokens.stream()
                .noneMatch(t -> t.kind() == TokenKind.WORD && WITHOUT_TABLE.contains(t.text()));
    boolean bound = false;
    for (int i = 0; i < tokens.size(); i++) {
      boolean filters = opensStep(i) && (at(i).is("where") || at(i).is("filter"));
      bound |= filters && mentionsTime(i, stepEnd(i));
      bound |= at(i).is("make-series") && mentionsTime(i, stepEnd(i));
    }
    if (reads && !bound && !tokens.isEmpty()) {
      add(
          QueryIssue.NO_TIME_BOUND,
          tokens.get(0),
          "The query doesn't bound its time",
          "Begin with | where TimeGenerated > ago(window)");
    }
  }

  private void literals() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == TokenKind.TYPED
          && token.text().matches("(?s)(datetime|date)\\s*\\([^)]*\\d.*")) {
        add(
            QueryIssue.HARD_CODED_TIME,
            token,
            "A fixed time in a runbook is soon the wrong one",
            "Use ago(…), or a parameter");
      }
      if (token.kind() == TokenKind.STRING && RESOURCE.matcher(token.text()).find()) {
        add(
            QueryIssue.HARD_CODED_RESOURCE,
            token,
            "A fixed resource id",
            "Declare a parameter of type resource and name it here");
      }
      if (token.is("contains") && TERM.matcher(at(i + 1).text()).matches()) {
        add(
            QueryIssue.CONTAINS_FOR_HAS,
            token,
            "`contains` reads every text from end to end",
            "`has` finds whole words by the index");
      }
    }
  }

  private void everything() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = at(i);
      boolean first = i == 0 || at(i - 1).is("|") || at(i - 1).is(";") || at(i - 1).is("(");
      boolean searches =
          first
              && (token.is("search") || token.is("find"))
              && !at(i - 1).is("|")
              && !at(i + 1).is("in");
      boolean unites = first && token.is("union") && at(stepEnd(i) - 1).is("*");
      if (searches || unites) {
        add(
            QueryIssue.SEARCHES_EVERYTHING,
            token,
            "`" + token.text() + "` over all tables is slow and costs",
            "Name the tables");
      }
    }
  }

  private void joins() {
    for (int i = 0; i < tokens.size(); i++) {
      if (!opensStep(i) || !at(i).is("join")) {
        continue;
      }
      int end = stepEnd(i);
      int open = i;
      while (open < end && !at(open).is("(")) {
        open++;
      }
      boolean table = open < end && !query.statements().isEmpty();
      boolean named = table && isLet(at(open + 1).text());
      if (table && !named && !mentionsTime(open, end)) {
        add(
            QueryIssue.UNWINDOWED_JOIN,
            at(i),
            "The right side of this join isn't bound in time",
            "Filter it by time as well");
      }
    }
  }

  private boolean isLet(String name) {
    return query.statements().stream()
        .anyMatch(s -> s instanceof Statement.Let let && let.name().text().equals(name));
  }

  private void takes() {
    boolean ordered = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = at(i);
      if (token.is(";")) {
        ordered = false;
      }
      if (!opensStep(i)) {
        continue;
      }
      ordered |= ORDERING.contains(token.text());
      if ((token.is("take") || token.is("limit")) && !ordered) {
        add(
            QueryIssue.TAKE_WITHOUT_ORDER,
            token,
            "Which rows `" + token.text() + "` keeps is left to chance",
            "Use top 10 by TimeGenerated, or sort first");
      }
    }
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
        SourceSpan span = let.name().span();
        issues.add(
            query
                .text()
                .issue(
                    QueryIssue.UNUSED_LET,
                    span,
                    "Nothing uses `" + name + "`",
                    "Leave the let out"));
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
            at(i),
            "`" + at(i).text() + "` reaches beyond the workspace",
            "A runbook's queries only read what its parameters name");
      }
    }
    for (Statement statement : query.statements()) {
      if (statement instanceof Statement.Other other && other.what().equals("command")) {
        issues.add(
            query
                .text()
                .issue(
                    QueryIssue.FORBIDDEN,
                    other.span(),
                    "A management command is no query",
                    "Diagnosis only reads"));
      }
    }
  }
}
