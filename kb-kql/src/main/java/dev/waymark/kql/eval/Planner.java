package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Issues;
import dev.waymark.kql.bind.Phase;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.bind.Slots;
import dev.waymark.kql.bind.Subqueries;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Meter;
import dev.waymark.kql.function.Run;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.syntax.Statement;
import dev.waymark.kql.value.Refusal;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Binds the statements of a query: to tables whose columns are known, or to those of one run, whose
 * rows are there as well.
 */
public final class Planner implements Subqueries {
  /** Stands for rows of which nothing is known. */
  static final Relation NOTHING = Relation.of(List.of(), Relation.Source.NONE).open(true);

  private static final Set<String> KEYWORDS =
      Set.of("false", "first", "last", "to", "true", "where");

  private final Tables tables;
  private final Issues issues;
  private final Run run;
  private final boolean known;
  private final Slots slots = new Slots();
  private final ExpressionBinder.Context context;
  private final Map<String, List<Column>> sources = new HashMap<>();
  private final TableExpressions tableExpressions;
  private final DeclaredFunctions functions = new DeclaredFunctions(this);

  /** Within how many operators is bound what's being bound. */
  private int depth;

  /**
   * @param run the run that the plan is made for, or a stand-in that bounds the work of binding
   * @param known whether the run is the real one
   */
  public Planner(Tables tables, Issues issues, Run run, boolean known) {
    this.tables = tables;
    this.tableExpressions = new TableExpressions(tables);
    this.issues = issues;
    this.run = run;
    this.known = known;
    this.context = new ExpressionBinder.Context(issues, this, Frame.of(run), known, slots);
  }

  /** A value that a run brings. */
  public Environment.Value parameter(String name, ColumnType type) {
    if (type == ColumnType.DYNAMIC) {
      slots.leaveOpen();
      return new Environment.Value(BoundExpression.unknownValue());
    }
    return new Environment.Value(
        BoundExpression.of(type, (row, frame) -> frame.run().parameter(name), Phase.RUN));
  }

  /** Whether the plan holds for every run over tables with these columns. */
  public boolean isComplete() {
    return !slots.areOpen() && !issues.block();
  }

  /** The columns of the tables that were found. */
  public Map<String, List<Column>> sources() {
    return Map.copyOf(sources);
  }

  /** The query's result; empty if it has none. */
  public Optional<Relation> plan(Query query, Environment parameters) {
    Optional<Relation> result = Optional.empty();
    Environment environment = parameters;
    for (Statement statement : query.statements()) {
      if (statement instanceof Statement.Result found) {
        if (result.isPresent()) {
          issues.unsupported(statement.span(), "More than one result");
        }
        result = Optional.of(guarded(found.span(), found.expression(), environment));
      } else {
        environment = declared(statement, environment);
      }
    }
    return result;
  }

  /** The rows of a result; empty if something stands in the way, which the issues tell. */
  public static Optional<List<Object[]>> rows(
      SourceSpan span, Relation result, Run run, Issues issues) {
    try {
      List<Object[]> rows = result.rows(run);
      MeteredRows.charge(result.columns(), rows, run.meter());
      return Optional.of(rows);
    } catch (Refusal refusal) {
      issues.refused(span, refusal);
    } catch (QueryLimitException stopped) {
      stop(span, stopped, issues);
    }
    return Optional.empty();
  }

  private Relation guarded(SourceSpan span, Expression expression, Environment environment) {
    try {
      return table(expression, environment);
    } catch (Refusal refusal) {
      issues.refused(span, refusal);
    } catch (QueryLimitException stopped) {
      stop(span, stopped, issues);
    }
    return NOTHING;
  }

  /** Rows that several places read, computed once a run. */
  Relation shared(Relation relation) {
    var key = new Object();
    int level = depth;
    return relation.by(
        each ->
            each.named(
                key,
                level,
                own -> {
                  long before = own.meter().held();
                  List<Object[]> rows = relation.rows(own);
                  MeteredRows.charge(relation.columns(), rows, own.meter());
                  own.meter().keep(before);
                  return rows;
                }));
  }

  /**
   * Operators within another one, which gives them their rows.
   *
   * @param source stands for those rows in {@link Run#over}
   */
  Relation within(
      Object source, Relation input, List<Operator> operators, Environment environment) {
    return within(() -> steps(operators, input.by(each -> each.given(source)), environment));
  }

  /** What is planned within another operator, which runs it several times. */
  Relation within(Supplier<Relation> body) {
    depth++;
    try {
      return body.get();
    } finally {
      depth--;
    }
  }

  /** A statement whose value can't be had leaves its name unknown. */
  private Environment declared(Statement statement, Environment outer) {
    try {
      return declare(statement, outer);
    } catch (Refusal refusal) {
      issues.refused(statement.span(), refusal);
    } catch (QueryLimitException stopped) {
      stop(statement.span(), stopped, issues);
    }
    var environment = new Environment(outer);
    if (statement instanceof Statement.Let let) {
      environment.define(let.name().text(), new Environment.Value(BoundExpression.unknownValue()));
    }
    return environment;
  }

  private static void stop(SourceSpan span, QueryLimitException stopped, Issues issues) {
    issues.add(
        QueryIssue.LIMIT,
        stopped.span().orElse(span),
        "Stopped: " + stopped.getMessage(),
        stopped.hint());
  }

  // Statements

  /** What names mean behind a statement. */
  Environment declare(Statement statement, Environment outer) {
    var environment = new Environment(outer);
    switch (statement) {
      case Statement.Let let -> {
        if (!known && outer.isParameter(let.name().text())) {
          issues.add(
              QueryIssue.PARAMETER_SHADOWED,
              let.name().span(),
              "`" + let.name().text() + "` is declared here, and is bound from outside as well",
              "Remove the let, or give it another name.");
        }
        environment.define(let.name().text(), meaning(let.value(), outer));
      }
      case Statement.QueryParameters declared ->
          declared
              .parameters()
              .forEach(parameter -> declareParameter(parameter, outer, environment));
      case Statement.SetOption option when option.option().startsWith("query_bin_auto_") ->
          option
              .value()
              .map(value -> values(outer).bind(value))
              .ifPresent(
                  value -> environment.define(" " + option.option(), new Environment.Value(value)));
      case Statement.Other other -> issues.unsupported(other.span(), "`" + other.what() + "`");
      case Statement.SetOption _, Statement.Result _ -> {
        // They give no name a meaning.
      }
    }
    return environment;
  }

  private void declareParameter(
      Expression.Parameter parameter, Environment outer, Environment environment) {
    String name = parameter.name().text();
    if (outer.find(name).isPresent()) {
      return;
    }
    ColumnType type =
        parameter.type().flatMap(t -> ColumnType.ofKustoName(t.text())).orElse(ColumnType.DYNAMIC);
    BoundExpression value =
        parameter
            .defaultValue()
            .map(expression -> values(outer).bind(expression))
            .orElse(BoundExpression.constant(type, NULL));
    environment.define(name, new Environment.Value(value));
  }

  private Environment.Meaning meaning(Expression value, Environment environment) {
    if (value instanceof Expression.Function function) {
      return new Environment.Function(function, environment);
    }
    if (isTable(value, environment)) {
      return new Environment.Rows(shared(guarded(value.span(), value, environment)));
    }
    return new Environment.Value(values(environment).bind(value));
  }

  /** A binder for expressions that no row stands behind. */
  ExpressionBinder values(Environment environment) {
    return new ExpressionBinder(Relation.of(List.of(), Relation.Source.NONE), environment, context);
  }

  ExpressionBinder binder(Relation input, Environment environment) {
    return new ExpressionBinder(input, environment, context);
  }

  ExpressionBinder.Context context() {
    return context;
  }

  Issues issues() {
    return issues;
  }

  /** What binding uses up. */
  Meter meter() {
    return run.meter();
  }

  Tables tables() {
    return tables;
  }

  /**
   * The rows of a relation whose values are the names of columns; empty if only a run brings them.
   */
  Optional<List<Object[]>> rowsNow(Relation relation) {
    if (!known) {
      slots.leaveOpen();
      return Optional.empty();
    }
    if (depth > 0) {
      throw Refusal.unsupported("columns that depend on data, within another operator,");
    }
    return Optional.of(relation.rows(run));
  }

  /** A table by its name, whose columns the plan then relies on. */
  Optional<Relation> find(String name) {
    Optional<Relation> found = tables.find(name);
    found.ifPresent(table -> sources.put(name, table.columns()));
    found.filter(Relation::open).ifPresent(table -> slots.leaveOpen());
    return found;
  }

  /** Which tables there are matters, so that the plan holds for one run only. */
  void dependOnNames() {
    slots.leaveOpen();
  }

  boolean isKnown() {
    return known;
  }

  /** Refuses a name that Kusto's engine takes for a keyword where it stands without brackets. */
  void named(Expression.Name name) {
    boolean bare = name.span().end() - name.span().start() == name.text().length();
    if (known && bare && name.text().equals("missing")) {
      // The emulator refuses it, although the documentation knows no such keyword.
      issues.unsupported(name.span(), "A column called `missing`");
    }
    if (known && bare && KEYWORDS.contains(name.text())) {
      issues.add(
          QueryIssue.FAILED,
          name.span(),
          "`" + name.text() + "` is a keyword",
          "Write ['" + name.text() + "'].");
    }
  }

  // Tables

  @Override
  public Relation rows(Expression expression, Environment environment) {
    return table(expression, environment);
  }

  @Override
  public boolean isTable(Expression expression, Environment environment) {
    return tableExpressions.isTable(expression, environment);
  }

  /** The rows of an expression. */
  Relation table(Expression expression, Environment environment) {
    return switch (expression) {
      case Expression.Pipe pipe -> pipe(pipe, environment);
      case Expression.Name name -> named(name, environment);
      case Expression.Datatable datatable ->
          new DatatablePlanner(this).plan(datatable, environment);
      case Expression.ExternalData data -> {
        issues.unsupported(data.span(), "Data from elsewhere");
        yield Relation.of(Columns.of(data.columns(), issues), Relation.Source.NONE);
      }
      case Expression.Call call -> called(call, environment);
      case Expression.Member member when TableExpressions.isScope(member.target()) -> {
        issues.unsupported(member.target().span(), "Another workspace or database");
        yield named(member.name(), Environment.root());
      }
      case Expression.MemberCall call when TableExpressions.isScope(call.target()) -> {
        issues.unsupported(call.span(), "Another workspace or database");
        yield NOTHING;
      }
      case Expression.Missing _ -> NOTHING;
      case Expression.Literal _,
          Expression.BadLiteral _,
          Expression.Wildcard _,
          Expression.Member _,
          Expression.MemberCall _,
          Expression.Index _,
          Expression.Unary _,
          Expression.Binary _,
          Expression.Membership _,
          Expression.Between _,
          Expression.Function _,
          Expression.Placeholder _,
          Expression.TypeOf _ ->
          valueAsTable(expression, environment);
    };
  }

  private Relation valueAsTable(Expression expression, Environment environment) {
    BoundExpression bound = values(environment).bind(expression);
    return bound.unknown() ? NOTHING : single(bound);
  }

  /** A value that stands for a query's result, as in {@code 1 + 1}. */
  private static Relation single(BoundExpression bound) {
    return Relation.of(
        List.of(new Column("print_0", bound.type())),
        run -> {
          var rows = new ArrayList<Object[]>();
          rows.add(new Object[] {bound.scalar().value(Frame.NO_ROW, Frame.of(run))});
          return rows;
        });
  }

  private Relation named(Expression.Name name, Environment environment) {
    Optional<Environment.Meaning> meaning = environment.find(name.text());
    if (meaning.isPresent()) {
      return switch (meaning.get()) {
        case Environment.Rows rows -> rows.relation();
        case Environment.Function function ->
            tableOf(new Expression.Call(name.span(), name, List.of()), function, environment);
        case Environment.Value value -> value.bound().unknown() ? NOTHING : single(value.bound());
        case Environment.Members _ -> NOTHING;
      };
    }
    Optional<Relation> found = find(name.text());
    if (found.isPresent()) {
      return found.get();
    }
    if (name.text().endsWith("_CL")) {
      issues.add(
          QueryIssue.CUSTOM_TABLE,
          name.span(),
          "Nothing is known of the custom table `" + name.text() + "`",
          "Describe its columns in the schemas to have them checked.");
      slots.leaveOpen();
      if (known) {
        issues.unsupported(name.span(), "A table without data");
      }
      return NOTHING;
    }
    if (!name.text().isEmpty()) {
      var known = new ArrayList<>(tables.names());
      known.addAll(environment.names());
      issues.unknown(QueryIssue.UNKNOWN_TABLE, name.span(), "table", name.text(), known);
    }
    return NOTHING;
  }

  private Relation called(Expression.Call call, Environment environment) {
    String name = call.function().text();
    Optional<Environment.Meaning> meaning = environment.find(name);
    if (meaning.isPresent() && meaning.get() instanceof Environment.Function function) {
      return tableOf(call, function, environment);
    }
    if (name.equals("materialize") && call.arguments().size() == 1) {
      return table(call.arguments().get(0).value(), environment);
    }
    if (name.equals("table") && !call.arguments().isEmpty()) {
      BoundExpression argument = values(environment).bind(call.arguments().get(0).value());
      if (context.value(argument).orElse("") instanceof String text && !text.isEmpty()) {
        return named(
            new Expression.Name(call.arguments().get(0).value().span(), text), environment);
      }
    }
    if (isTable(call, environment)) {
      issues.unsupported(call.span(), "`" + name + "` as a table");
      return NOTHING;
    }
    BoundExpression bound = values(environment).bind(call);
    return bound.unknown() ? NOTHING : single(bound);
  }

  Relation pipe(Expression.Pipe pipe, Environment environment) {
    Relation relation =
        pipe.source().isPresent() ? table(pipe.source().get(), environment) : implied(pipe);
    return steps(pipe.operators(), relation, environment);
  }

  /** The source of a query that doesn't say: Resource Graph's, if the first operator needs one. */
  private Relation implied(Expression.Pipe pipe) {
    if (!pipe.lacksTable()) {
      return Relation.of(List.of(), Relation.Source.NONE);
    }
    Optional<Relation> resources = find("resources");
    if (resources.isEmpty()) {
      issues.add(
          QueryIssue.UNKNOWN_TABLE,
          pipe.operators().get(0).span(),
          "A query begins with a table",
          "Write Table | where …; only Resource Graph takes `resources` for one that isn't said.");
    }
    return resources.orElse(NOTHING);
  }

  Relation steps(List<Operator> operators, Relation input, Environment outer) {
    Relation relation = input;
    var environment = new Environment(outer);
    for (Operator operator : operators) {
      try {
        relation =
            MeteredRows.metered(
                operator.span(), new OperatorPlanner(this, relation, environment).plan(operator));
      } catch (Refusal refusal) {
        issues.refused(operator.span(), refusal);
        relation = relation.by(Relation.Source.NONE).open(true);
      } catch (QueryLimitException stopped) {
        throw stopped.at(operator.span());
      }
      if (operator instanceof Operator.As as) {
        relation = shared(relation);
        environment.define(as.name().text(), new Environment.Rows(relation));
      }
    }
    return MeteredRows.piped(relation);
  }

  // Functions that the query declares

  private Relation tableOf(
      Expression.Call call, Environment.Function function, Environment environment) {
    Environment inner = functions.arguments(call, function, values(environment));
    Optional<Expression> result = function.syntax().body().result();
    return result.map(expression -> table(expression, inner)).orElse(NOTHING);
  }

  @Override
  public BoundExpression call(
      Expression.Call call, Environment.Function function, ExpressionBinder caller) {
    Environment inner = functions.arguments(call, function, caller);
    Optional<Expression> result = function.syntax().body().result();
    if (result.isEmpty()) {
      return BoundExpression.unknownValue();
    }
    return values(inner).bind(result.get());
  }
}
