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
import dev.waymark.kql.value.Values;
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
  private static final Relation NOTHING = Relation.of(List.of(), Relation.Source.NONE).open(true);

  private static final Set<String> KEYWORDS =
      Set.of("false", "first", "last", "to", "true", "where");

  private final Tables tables;
  private final Issues issues;
  private final Run run;
  private final boolean known;
  private final Slots slots = new Slots();
  private final ExpressionBinder.Context context;
  private final Map<String, List<Column>> sources = new HashMap<>();

  /** Within how many operators is bound what's being bound. */
  private int depth;

  /**
   * @param run the run that the plan is made for, or a stand-in that bounds the work of binding
   * @param known whether the run is the real one
   */
  public Planner(Tables tables, Issues issues, Run run, boolean known) {
    this.tables = tables;
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
      charge(result.columns(), rows, run.meter());
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

  /** Rows may share an array that is large once it's written out for each. */
  private static void charge(List<Column> columns, List<Object[]> rows, Meter meter) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).type() == ColumnType.DYNAMIC) {
        for (Object[] row : rows) {
          meter.made(row[i]);
        }
      }
    }
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
                  charge(relation.columns(), rows, own.meter());
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

  private Environment declare(Statement statement, Environment outer) {
    var environment = new Environment(outer);
    if (statement instanceof Statement.Let let) {
      if (!known && outer.isParameter(let.name().text())) {
        issues.add(
            QueryIssue.PARAMETER_SHADOWED,
            let.name().span(),
            "`" + let.name().text() + "` is declared here, and is bound from outside as well",
            "Remove the let, or give it another name");
      }
      environment.define(let.name().text(), meaning(let.value(), outer));
    } else if (statement instanceof Statement.QueryParameters declared) {
      for (Expression.Parameter parameter : declared.parameters()) {
        declareParameter(parameter, outer, environment);
      }
    } else if (statement instanceof Statement.SetOption option
        && option.option().startsWith("query_bin_auto_")) {
      option
          .value()
          .map(value -> values(outer).bind(value))
          .ifPresent(
              value -> environment.define(" " + option.option(), new Environment.Value(value)));
    } else if (statement instanceof Statement.Other other) {
      issues.unsupported(other.span(), "`" + other.what() + "`");
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
          "Write ['" + name.text() + "']");
    }
  }

  // Tables

  @Override
  public Relation rows(Expression expression, Environment environment) {
    return table(expression, environment);
  }

  @Override
  public boolean isTable(Expression expression, Environment environment) {
    if (expression instanceof Expression.Pipe
        || expression instanceof Expression.Datatable
        || expression instanceof Expression.ExternalData) {
      return true;
    }
    if (expression instanceof Expression.Name name) {
      Optional<Environment.Meaning> meaning = environment.find(name.text());
      return meaning.isPresent()
          ? meaning.get() instanceof Environment.Rows || isTableFunction(meaning.get())
          : tables.find(name.text()).isPresent();
    }
    if (expression instanceof Expression.Member member) {
      return isScope(member.target());
    }
    if (expression instanceof Expression.MemberCall call) {
      return isScope(call.target());
    }
    if (expression instanceof Expression.Call call) {
      return switch (call.function().text()) {
        case "materialize", "table", "external_table", "materialized_view" -> true;
        default ->
            environment.find(call.function().text()).map(this::isTableFunction).orElse(false);
      };
    }
    return false;
  }

  private boolean isTableFunction(Environment.Meaning meaning) {
    return meaning instanceof Environment.Function function
        && function
            .syntax()
            .body()
            .result()
            .map(result -> isTable(result, signature(function)))
            .orElse(false);
  }

  /** Whether a name stands for a view: a function without parameters that wildcards find. */
  static boolean isView(String name, Environment environment) {
    return environment
        .find(name)
        .filter(
            meaning ->
                meaning instanceof Environment.Function function
                    && function.syntax().view()
                    && function.syntax().parameters().isEmpty())
        .isPresent();
  }

  /** The body's environment with stand-ins for the arguments. */
  private Environment signature(Environment.Function function) {
    var environment = new Environment(function.environment());
    for (Expression.Parameter parameter : function.syntax().parameters()) {
      environment.define(
          parameter.name().text(),
          parameter.columns().isPresent()
              ? new Environment.Rows(NOTHING)
              : new Environment.Value(BoundExpression.unknownValue()));
    }
    for (Statement statement : function.syntax().body().statements()) {
      if (statement instanceof Statement.Let let) {
        environment.define(
            let.name().text(),
            let.value() instanceof Expression.Function inner
                ? new Environment.Function(inner, function.environment())
                : isTable(let.value(), environment)
                    ? new Environment.Rows(NOTHING)
                    : new Environment.Value(BoundExpression.unknownValue()));
      }
    }
    return environment;
  }

  private static boolean isScope(Expression expression) {
    if (expression instanceof Expression.Call call) {
      return switch (call.function().text()) {
        case "cluster", "database", "workspace", "app", "resource", "adx", "arg" -> true;
        default -> false;
      };
    }
    return expression instanceof Expression.MemberCall call && isScope(call.target());
  }

  Relation table(Expression expression, Environment environment) {
    if (expression instanceof Expression.Pipe pipe) {
      return pipe(pipe, environment);
    }
    if (expression instanceof Expression.Name name) {
      return named(name, environment);
    }
    if (expression instanceof Expression.Datatable datatable) {
      return datatable(datatable, environment);
    }
    if (expression instanceof Expression.ExternalData data) {
      issues.unsupported(data.span(), "Data from elsewhere");
      return Relation.of(Columns.of(data.columns(), issues), Relation.Source.NONE);
    }
    if (expression instanceof Expression.Call call) {
      return called(call, environment);
    }
    if (expression instanceof Expression.Member member && isScope(member.target())) {
      issues.unsupported(member.target().span(), "Another workspace or database");
      return named(member.name(), Environment.root());
    }
    if (expression instanceof Expression.MemberCall call && isScope(call.target())) {
      issues.unsupported(call.span(), "Another workspace or database");
      return NOTHING;
    }
    if (expression instanceof Expression.Missing) {
      return NOTHING;
    }
    BoundExpression bound = values(environment).bind(expression);
    if (!bound.unknown()) {
      return single(bound);
    }
    return NOTHING;
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
      if (meaning.get() instanceof Environment.Rows rows) {
        return rows.relation();
      }
      if (meaning.get() instanceof Environment.Function function) {
        return tableOf(new Expression.Call(name.span(), name, List.of()), function, environment);
      }
      if (meaning.get() instanceof Environment.Value value && !value.bound().unknown()) {
        return single(value.bound());
      }
      return NOTHING;
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
          "Describe its columns in the schemas to have them checked");
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

  private Relation datatable(Expression.Datatable datatable, Environment environment) {
    List<Column> columns = Columns.of(datatable.columns(), issues);
    var rows = new ArrayList<Object[]>();
    int width = columns.size();
    if (width == 0 || datatable.values().size() % width != 0) {
      issues.add(
          QueryIssue.WRONG_ARGUMENTS,
          datatable.span(),
          datatable.values().size() + " values don't fill rows of " + width + " columns",
          "Give every row a value for every column");
      return Relation.of(columns, Relation.Source.NONE);
    }
    ExpressionBinder binder = values(environment);
    for (int i = 0; i < datatable.values().size(); i += width) {
      Object[] row = new Object[width];
      for (int j = 0; j < width; j++) {
        Expression value = datatable.values().get(i + j);
        row[j] = cell(value, binder.bind(value), columns.get(j).type());
      }
      rows.add(row);
      run.meter().row(width, width);
    }
    return Relation.of(columns, each -> rows);
  }

  private Object cell(Expression syntax, BoundExpression bound, ColumnType type) {
    if (!isLiteral(syntax)) {
      issues.add(
          QueryIssue.WRONG_ARGUMENTS,
          syntax.span(),
          "A datatable holds literals only",
          "Compute with extend behind it");
    }
    Object value = context.value(bound).orElse(NULL);
    if (value == NULL) {
      return type == ColumnType.STRING ? "" : NULL;
    }
    boolean lossless =
        bound.type() == type || type == ColumnType.DYNAMIC || isNumber(bound.type(), type);
    if (!lossless && !(value instanceof String)) {
      issues.add(
          QueryIssue.WRONG_TYPE,
          syntax.span(),
          "A " + bound.type().kustoName() + " in a column of " + type.kustoName(),
          "Write a literal of the column's type");
    }
    return Values.convert(value, type);
  }

  private static boolean isLiteral(Expression expression) {
    return expression instanceof Expression.Literal
        || expression instanceof Expression.BadLiteral
        || (expression instanceof Expression.Unary unary && isLiteral(unary.operand()));
  }

  private static boolean isNumber(ColumnType from, ColumnType to) {
    return dev.waymark.kql.function.FunctionParameter.isNumber(from)
        && dev.waymark.kql.function.FunctionParameter.isNumber(to);
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
          "Write Table | where …; only Resource Graph takes `resources` for one that isn't said");
    }
    return resources.orElse(NOTHING);
  }

  Relation steps(List<Operator> operators, Relation input, Environment outer) {
    Relation relation = input;
    var environment = new Environment(outer);
    for (Operator operator : operators) {
      try {
        relation =
            metered(
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
    return piped(relation);
  }

  private static Relation piped(Relation relation) {
    return relation.by(
        run -> {
          long before = run.meter().held();
          List<Object[]> rows = relation.rows(run);
          run.meter().pipeDone(before, rows);
          return rows;
        });
  }

  /** What an operator uses up is given back when its rows are there. */
  private static Relation metered(SourceSpan span, Relation relation) {
    return relation.by(
        run -> {
          long before = run.meter().held();
          try {
            List<Object[]> rows = relation.rows(run);
            run.meter().rows(rows.size());
            run.meter().operatorDone(before, rows);
            return rows;
          } catch (Refusal refusal) {
            throw refusal.at(span);
          } catch (QueryLimitException stopped) {
            throw stopped.at(span);
          }
        });
  }

  // Functions that the query declares

  private Relation tableOf(
      Expression.Call call, Environment.Function function, Environment environment) {
    Environment inner = arguments(call, function, values(environment));
    Optional<Expression> result = function.syntax().body().result();
    return result.map(expression -> table(expression, inner)).orElse(NOTHING);
  }

  @Override
  public BoundExpression call(
      Expression.Call call, Environment.Function function, ExpressionBinder caller) {
    Environment inner = arguments(call, function, caller);
    Optional<Expression> result = function.syntax().body().result();
    if (result.isEmpty()) {
      return BoundExpression.unknownValue();
    }
    return values(inner).bind(result.get());
  }

  private Environment arguments(
      Expression.Call call, Environment.Function function, ExpressionBinder caller) {
    run.meter().row();
    List<Expression.Parameter> parameters = function.syntax().parameters();
    Map<String, Expression> given = given(call, parameters);
    Environment environment = new Environment(function.environment());
    for (Expression.Parameter parameter : parameters) {
      String name = parameter.name().text();
      Optional<Expression> argument =
          Optional.ofNullable(given.get(name)).or(parameter::defaultValue);
      if (argument.isEmpty()) {
        issues.add(
            QueryIssue.WRONG_ARGUMENTS,
            call.span(),
            "`" + call.function().text() + "` lacks a value for `" + name + "`",
            "Give all parameters a value");
        environment.define(name, new Environment.Value(BoundExpression.unknownValue()));
        continue;
      }
      environment.define(name, argument(parameter, argument.get(), caller));
    }
    for (Statement statement : function.syntax().body().statements()) {
      environment = declare(statement, environment);
    }
    return environment;
  }

  private Environment.Meaning argument(
      Expression.Parameter parameter, Expression argument, ExpressionBinder caller) {
    if (parameter.columns().isPresent()) {
      return new Environment.Rows(shared(table(argument, caller.environment())));
    }
    BoundExpression bound = caller.bind(argument);
    ColumnType type =
        parameter.type().flatMap(t -> ColumnType.ofKustoName(t.text())).orElse(bound.type());
    if (bound.unknown() || bound.type() == type) {
      return new Environment.Value(bound);
    }
    if (!isNumber(bound.type(), type)
        && type != ColumnType.DYNAMIC
        && bound.type() != ColumnType.DYNAMIC) {
      issues.add(
          QueryIssue.WRONG_TYPE,
          argument.span(),
          "`"
              + parameter.name().text()
              + "` is a "
              + type.kustoName()
              + ", and this is a "
              + bound.type().kustoName(),
          "Convert it");
    }
    return new Environment.Value(
        BoundExpression.of(
            type,
            (row, frame) -> Values.convert(bound.scalar().value(row, frame), type),
            bound.phase()));
  }

  private Map<String, Expression> given(
      Expression.Call call, List<Expression.Parameter> parameters) {
    var given = new HashMap<String, Expression>();
    int position = 0;
    for (Expression.Assignment argument : call.arguments()) {
      if (!argument.names().isEmpty()) {
        given.put(argument.names().get(0).text(), argument.value());
        position++;
      } else if (position < parameters.size()) {
        given.put(parameters.get(position).name().text(), argument.value());
        position++;
      } else {
        issues.add(
            QueryIssue.WRONG_ARGUMENTS,
            argument.value().span(),
            "`" + call.function().text() + "` takes " + parameters.size() + " arguments",
            "Leave the others out");
      }
    }
    return given;
  }
}
