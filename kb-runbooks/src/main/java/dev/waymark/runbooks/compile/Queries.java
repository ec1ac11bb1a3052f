package dev.waymark.runbooks.compile;

import dev.waymark.kql.Kql;
import dev.waymark.kql.QueryPlan;
import dev.waymark.kql.Schemas;
import dev.waymark.kql.syntax.KqlParser;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.kql.syntax.Token;
import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.CodeBlock;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.entry.RememberRow;
import dev.waymark.model.entry.Verification;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.condition.ConditionIssue;
import dev.waymark.runbooks.condition.Conditions;
import dev.waymark.runbooks.condition.Scope;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.fence.KqlDialect;
import dev.waymark.runbooks.fence.Placeholders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Pass 4: reads and checks each query of KQL once, behind the definitions that it needs, and learns
 * from its columns of which types the remembered values are. A query that uses a remembered value
 * is checked after those that remember it, as far as they don't wait for each other.
 */
final class Queries {
  private final Entry entry;
  private final Definitions definitions;
  private final Names names;
  private final Schemas schemas;
  private final List<Issue> issues = new ArrayList<>();
  private final IdentityHashMap<Check, Query> read = new IdentityHashMap<>();
  private final IdentityHashMap<Check, QueryPlan> plans = new IdentityHashMap<>();

  /** The types of remembered values as far as they are learned. */
  private final Map<String, ColumnType> remembered = new LinkedHashMap<>();

  private final Set<String> learned = new HashSet<>();

  /** How many checks that remember a name haven't been looked at. */
  private final Map<String, Integer> awaited = new HashMap<>();

  Queries(Entry entry, Definitions definitions, Names names, Schemas schemas) {
    this.entry = entry;
    this.definitions = definitions;
    this.names = names;
    this.schemas = schemas;
    names.remembered().forEach(name -> remembered.put(name, ColumnType.DYNAMIC));
    List<Check> open = new ArrayList<>(Checks.of(entry));
    open.forEach(check -> await(check, 1));
    while (!open.isEmpty()) {
      int ready =
          IntStream.range(0, open.size()).filter(i -> isReady(open.get(i))).findFirst().orElse(0);
      Check next = open.remove(ready);
      check(next);
      await(next, -1);
    }
    definitions.unused().forEach(this::checkUnused);
    for (Action action : entry.actions()) {
      action.items().forEach(item -> item.code().forEach(this::checkShown));
    }
  }

  private void await(Check check, int more) {
    check.remembers().forEach(row -> awaited.merge(row.name(), more, Integer::sum));
  }

  private boolean isReady(Check check) {
    return awaited.isEmpty()
        || (names.usedBy(check.fence()).stream().allMatch(this::isLearned)
            && check.remembers().stream()
                .allMatch(row -> NamesInCondition.of(row.from()).allMatch(this::isLearned)));
  }

  private boolean isLearned(String name) {
    return awaited.getOrDefault(name, 0) == 0;
  }

  private void check(Check check) {
    Names.dialect(check.fence())
        .ifPresent(dialect -> read(check, definitions.whole(check.fence()), dialect));
    for (RememberRow row : check.remembers()) {
      Conditions.compileValue(entry.source(), row.from(), scope(check))
          .value()
          .ifPresent(value -> learn(row.name(), value.type()));
    }
  }

  /** Of what several steps remember in different types, the type isn't known. */
  private void learn(String name, ColumnType type) {
    if (learned.add(name)) {
      remembered.replace(name, type);
    } else if (remembered.get(name) != type) {
      remembered.replace(name, ColumnType.DYNAMIC);
    }
  }

  /** A query that needs a definition which can't be read is only read by itself. */
  private void read(Check check, WholeQuery whole, KqlDialect dialect) {
    if (whole.isReadable()) {
      read(whole.text(), whole.tokens())
          .ifPresent(query -> check(check, query, whole.tokens(), dialect));
    } else {
      Excerpt body = check.fence().body();
      read(body, QueryTokens.of(body.text()));
    }
  }

  private void check(Check check, Query query, List<Token> written, KqlDialect dialect) {
    read.put(check, query);
    StageResult<QueryPlan> plan = plan(query, names.usedBy(check.fence()));
    addUnlessStrayed(
        plan.issues(),
        names.verifies(check.fence())
            ? List.of()
            : strayedSince(definitions.whole(check.fence()).text(), written));
    definitions.declaredAgain(query).forEach(this::add);
    for (Issue issue : dialect.issues(query, written)) {
      if (issue.code() != QueryIssue.TAKE_WITHOUT_ORDER || decides(check)) {
        add(issue);
      }
    }
    if (!plan.hasErrors()) {
      plan.value().ifPresent(bound -> plans.put(check, bound));
    }
  }

  private void checkUnused(Definition definition) {
    WholeQuery whole = definitions.whole(definition);
    if (whole.isReadable() && definition.readable()) {
      read(whole.text(), whole.tokens())
          .ifPresent(
              query -> plan(query, names.usedByKql(whole.tokens())).issues().forEach(this::add));
    }
  }

  /** A mistake in a definition is told once, however many queries need it. */
  private void add(Issue issue) {
    Issue told = definitions.explained(issue);
    boolean known = issues.contains(told) || definitions.issues().contains(told);
    if (!(definitions.contain(told.span()) && known)) {
      issues.add(told);
    }
  }

  /** Whether it matters which rows there are. */
  private static boolean decides(Check check) {
    return !check.remembers().isEmpty()
        || check.patterns().stream().anyMatch(row -> row.when().isPresent());
  }

  private Optional<Query> read(Excerpt text, List<Token> written) {
    StageResult<Query> query = KqlParser.parse(new QueryText(entry.source(), text), written);
    issues.addAll(query.issues());
    return query.issues().isEmpty() ? query.value() : Optional.empty();
  }

  private static List<SourceSpan> strayedSince(Excerpt body, List<Token> written) {
    return Names.strayedSince(written).stream()
        .map(token -> body.span(token.start(), token.end()))
        .toList();
  }

  /** An open table lets any column pass, and a closed one knows nothing of verifications. */
  private void addUnlessStrayed(List<Issue> found, List<SourceSpan> strayed) {
    found.stream().filter(issue -> !strayed.contains(issue.span())).forEach(this::add);
    strayed.forEach(span -> add(names.strayedSince(span)));
  }

  private StageResult<QueryPlan> plan(Query query, List<String> used) {
    return Kql.bind(query, schemas, types(used));
  }

  /** Reads and checks a query of an action, which a person runs: how it asks is theirs to know. */
  private void checkShown(CodeBlock code) {
    FenceTypes.behind(code.info())
        .flatMap(FenceType::dialect)
        .ifPresent(dialect -> checkShown(code, dialect));
  }

  private void checkShown(CodeBlock code, KqlDialect dialect) {
    List<Token> written = QueryTokens.of(code.body().text());
    Optional<Query> query = read(code.body(), written);
    query
        .map(read -> plan(read, names.usedByKql(written)))
        .ifPresent(plan -> addUnlessStrayed(plan.issues(), strayedSince(code.body(), written)));
    query.map(dialect::refusals).ifPresent(found -> found.forEach(this::add));
  }

  /** What the pass found. */
  List<Issue> issues() {
    return List.copyOf(issues);
  }

  /** The types of some parameters and remembered values, as they are bound. */
  private Map<String, ColumnType> types(List<String> some) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    some.forEach(name -> types.put(name, type(name)));
    return types;
  }

  private ColumnType type(String name) {
    if (name.equals(Verification.SINCE)) {
      return ColumnType.DATETIME;
    }
    ParameterType parameter = names.parameters().get(name);
    return parameter == null
        ? remembered.getOrDefault(name, ColumnType.DYNAMIC)
        : parameter.columnType();
  }

  /** The places of names in bodies of fences, with what is known of their values. */
  Placeholders holes() {
    return Placeholders.of(
        name ->
            entry.frontMatter().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .map(Placeholders::samples)
                .orElseGet(() -> Placeholders.samples(type(name))));
  }

  /** The query of a check, if it is one of KQL that can be read. */
  Optional<Query> query(Check check) {
    return Optional.ofNullable(read.get(check));
  }

  Optional<QueryPlan> plan(Check check) {
    return Optional.ofNullable(plans.get(check));
  }

  /** What the conditions of a check may name. */
  Scope scope(Check check) {
    Optional<List<Column>> columns =
        Names.dialect(check.fence()).isPresent()
            ? plan(check).flatMap(QueryPlan::columns)
            : FenceTypes.of(check.fence().kind()).columns(check.fence().body().text(), holes());
    return new Scope(columns, names.parameters(), remembered, names.verifies(check.fence()));
  }

  /** What may be named if there is no answer. */
  Scope withoutAnswer() {
    return new Scope(Optional.empty(), names.parameters(), remembered);
  }

  /** An issue of a condition; if an operator of the query has dropped the column, it's named. */
  Issue explained(Check check, Issue issue) {
    QueryPlan query = plans.get(check);
    if (query == null || issue.code() != ConditionIssue.UNKNOWN_COLUMN) {
      return issue;
    }
    String column = entry.source().text(issue.span());
    List<String> used = names.usedBy(check.fence());
    return DroppedColumn.of(
            query.query(), column, prefix -> plan(prefix, used).value().flatMap(QueryPlan::columns))
        .map(dropped -> dropped.issue(issue))
        .orElse(issue);
  }
}
