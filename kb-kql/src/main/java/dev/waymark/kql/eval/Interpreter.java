package dev.waymark.kql.eval;

import static java.util.Objects.requireNonNull;

import dev.waymark.kql.bind.Bound;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Issues;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.bind.Subqueries;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.syntax.Statement;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Ticks;
import dev.waymark.kql.value.Values;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of a query over tables. The same walk checks a query: its tables then have no
 * rows, and what can't be evaluated is no mistake.
 */
public final class Interpreter implements Subqueries {
  private static final Relation NOTHING = Relation.of(List.of(), List.of()).open(true);

  private static final Set<String> KEYWORDS =
      Set.of("false", "first", "last", "to", "true", "where");

  private final Tables tables;
  private final Issues issues;
  private final Budget budget;
  private final ExpressionBinder.Context context;
  private final boolean checking;

  public Interpreter(Tables tables, Issues issues, Instant now, Limits limits, boolean checking) {
    this.tables = tables;
    this.issues = issues;
    this.budget = new Budget(limits, MemoryPool.OF_PROCESS);
    this.checking = checking;
    var moment = (Instant) requireNonNull(Ticks.cut(now));
    this.context = new ExpressionBinder.Context(issues, moment, this, checking, budget);
  }

  /** The rows of the query's result; nothing where it has none, or where there are issues. */
  public Optional<Relation> run(Query query, Environment parameters) {
    try (budget) {
      return statements(query, parameters);
    }
  }

  private Optional<Relation> statements(Query query, Environment parameters) {
    Optional<Relation> result = Optional.empty();
    Environment environment = parameters;
    for (Statement statement : query.statements()) {
      if (statement instanceof Statement.Result found) {
        if (result.isPresent()) {
          issues.unsupported(statement.span(), "More than one result");
        }
        Relation relation = guarded(found.span(), found.expression(), environment);
        result = Optional.of(relation);
      } else {
        environment = declared(statement, environment);
      }
    }
    return result;
  }

  private Relation guarded(SourceSpan span, Expression expression, Environment environment) {
    try {
      Relation relation = table(expression, environment);
      charge(relation);
      return relation;
    } catch (Refusal refusal) {
      refuse(span, refusal);
    } catch (Stopped stopped) {
      stop(span, stopped);
    }
    return NOTHING;
  }

  /** Rows may share an array that is large once it's written out for each. */
  private void charge(Relation relation) {
    for (int i = 0; i < relation.columns().size(); i++) {
      if (relation.columns().get(i).type() == ColumnType.DYNAMIC) {
        for (@Nullable Object[] row : relation.rows()) {
          budget.made(row[i]);
        }
      }
    }
  }

  /** A statement whose value can't be had leaves its name unknown. */
  private Environment declared(Statement statement, Environment outer) {
    try {
      return declare(statement, outer);
    } catch (Refusal refusal) {
      refuse(statement.span(), refusal);
    } catch (Stopped stopped) {
      stop(statement.span(), stopped);
    }
    var environment = new Environment(outer);
    if (statement instanceof Statement.Let let) {
      environment.define(let.name().text(), new Environment.Value(Bound.unknownValue()));
    }
    return environment;
  }

  private void stop(SourceSpan span, Stopped stopped) {
    issues.add(
        QueryIssue.LIMIT,
        stopped.span().orElse(span),
        "Stopped: " + stopped.getMessage(),
        stopped.hint());
  }

  private void refuse(SourceSpan span, Refusal refusal) {
    String message = String.valueOf(refusal.getMessage());
    if (refusal.isUnsupported()) {
      issues.unsupported(span, message);
      return;
    }
    issues.add(QueryIssue.FAILED, span, message, "Kusto refuses it too");
  }

  // Statements

  private Environment declare(Statement statement, Environment outer) {
    var environment = new Environment(outer);
    if (statement instanceof Statement.Let let) {
      if (checking && outer.isParameter(let.name().text())) {
        issues.add(
            QueryIssue.PARAMETER_SHADOWED,
            let.name().span(),
            "`" + let.name().text() + "` is declared here, and is bound from outside as well",
            "Leave the let out, or give it another name");
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
    Bound value =
        parameter
            .defaultValue()
            .map(expression -> values(outer).bind(expression))
            .orElse(Bound.constant(type, null));
    environment.define(name, new Environment.Value(value));
  }

  private Environment.Meaning meaning(Expression value, Environment environment) {
    if (value instanceof Expression.Function function) {
      return new Environment.Function(function, environment);
    }
    if (isTable(value, environment)) {
      return new Environment.Rows(guarded(value.span(), value, environment));
    }
    return new Environment.Value(values(environment).bind(value));
  }

  /** A binder for expressions that no row stands behind. */
  ExpressionBinder values(Environment environment) {
    return new ExpressionBinder(Relation.of(List.of(), List.of()), environment, context);
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

  Budget budget() {
    return budget;
  }

  Tables tables() {
    return tables;
  }

  boolean isChecking() {
    return checking;
  }

  /** Refuses a name that Kusto's engine takes for a keyword where it stands without brackets. */
  void named(Expression.Name name) {
    boolean bare = name.span().end() - name.span().start() == name.text().length();
    if (!checking && bare && name.text().equals("missing")) {
      // The emulator refuses it, although the documentation knows no such keyword.
      issues.unsupported(name.span(), "A column called `missing`");
    }
    if (!checking && bare && KEYWORDS.contains(name.text())) {
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
    return environment.find(name).orElse(null) instanceof Environment.Function function
        && function.syntax().view()
        && function.syntax().parameters().isEmpty();
  }

  /** The body's environment with stand-ins for the arguments. */
  private Environment signature(Environment.Function function) {
    var environment = new Environment(function.environment());
    for (Expression.Parameter parameter : function.syntax().parameters()) {
      environment.define(
          parameter.name().text(),
          parameter.columns().isPresent()
              ? new Environment.Rows(NOTHING)
              : new Environment.Value(Bound.unknownValue()));
    }
    for (Statement statement : function.syntax().body().statements()) {
      if (statement instanceof Statement.Let let) {
        environment.define(
            let.name().text(),
            let.value() instanceof Expression.Function inner
                ? new Environment.Function(inner, function.environment())
                : isTable(let.value(), environment)
                    ? new Environment.Rows(NOTHING)
                    : new Environment.Value(Bound.unknownValue()));
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
      return Relation.of(Columns.of(data.columns(), issues), List.of());
    }
    if (expression instanceof Expression.Call call) {
      return called(call, environment);
    }
    if (expression instanceof Expression.Member member && isScope(member.target())) {
      issues.unsupported(member.target().span(), "Another workspace or database");
      return named(member.name(), new Environment(null));
    }
    if (expression instanceof Expression.MemberCall call && isScope(call.target())) {
      issues.unsupported(call.span(), "Another workspace or database");
      return NOTHING;
    }
    if (expression instanceof Expression.Missing) {
      return NOTHING;
    }
    Bound bound = values(environment).bind(expression);
    if (!bound.unknown()) {
      return single(bound);
    }
    return NOTHING;
  }

  /** A value that stands for a query's result, as in {@code 1 + 1}. */
  private static Relation single(Bound bound) {
    var rows = new ArrayList<@Nullable Object[]>();
    rows.add(new Object[] {bound.value()});
    return Relation.of(List.of(new Column("print_0", bound.type())), rows);
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
    Optional<Relation> found = tables.find(name.text());
    if (found.isPresent()) {
      return found.get();
    }
    if (name.text().endsWith("_CL")) {
      issues.add(
          QueryIssue.CUSTOM_TABLE,
          name.span(),
          "Nothing is known of the custom table `" + name.text() + "`",
          "Describe its columns in the schemas to have them checked");
      if (!checking) {
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
      Bound argument = values(environment).bind(call.arguments().get(0).value());
      if (argument.constant() && argument.value() instanceof String text) {
        return named(
            new Expression.Name(call.arguments().get(0).value().span(), text), environment);
      }
    }
    if (isTable(call, environment)) {
      issues.unsupported(call.span(), "`" + name + "` as a table");
      return NOTHING;
    }
    Bound bound = values(environment).bind(call);
    return bound.unknown() ? NOTHING : single(bound);
  }

  private Relation datatable(Expression.Datatable datatable, Environment environment) {
    List<Column> columns = Columns.of(datatable.columns(), issues);
    var rows = new ArrayList<@Nullable Object[]>();
    int width = columns.size();
    if (width == 0 || datatable.values().size() % width != 0) {
      issues.add(
          QueryIssue.WRONG_ARGUMENTS,
          datatable.span(),
          datatable.values().size() + " values don't fill rows of " + width + " columns",
          "Give every row a value for every column");
      return Relation.of(columns, rows);
    }
    ExpressionBinder binder = values(environment);
    for (int i = 0; i < datatable.values().size(); i += width) {
      @Nullable Object[] row = new Object[width];
      for (int j = 0; j < width; j++) {
        Expression value = datatable.values().get(i + j);
        row[j] = cell(value, binder.bind(value), columns.get(j).type());
      }
      rows.add(row);
      budget.row(width, width);
    }
    return Relation.of(columns, rows);
  }

  private @Nullable Object cell(Expression syntax, Bound bound, ColumnType type) {
    if (!isLiteral(syntax)) {
      issues.add(
          QueryIssue.WRONG_ARGUMENTS,
          syntax.span(),
          "A datatable holds literals only",
          "Compute with extend behind it");
    }
    Object value = bound.unknown() ? null : bound.value();
    if (value == null) {
      return type == ColumnType.STRING ? "" : null;
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
    return dev.waymark.kql.function.Parameter.isNumber(from)
        && dev.waymark.kql.function.Parameter.isNumber(to);
  }

  Relation pipe(Expression.Pipe pipe, Environment environment) {
    Relation relation =
        pipe.source().isPresent() ? table(pipe.source().get(), environment) : implied(pipe);
    return steps(pipe.operators(), relation, environment);
  }

  /** The source of a query that doesn't say: Resource Graph's, if the first operator needs one. */
  private Relation implied(Expression.Pipe pipe) {
    if (!pipe.lacksTable()) {
      return Relation.of(List.of(), List.of());
    }
    Optional<Relation> resources = tables.find("resources");
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
    long before = budget.held();
    var environment = new Environment(outer);
    for (Operator operator : operators) {
      try {
        relation = new OperatorRunner(this, relation, environment).run(operator);
      } catch (Refusal refusal) {
        refuse(operator.span(), refusal);
        relation = relation.withRows(List.of()).open(true);
      } catch (Stopped stopped) {
        throw stopped.at(operator.span());
      }
      budget.rows(relation.rows().size());
      if (operator instanceof Operator.As) {
        before = budget.held();
      } else {
        budget.operatorDone(before, relation);
      }
      if (!checking && issues.block()) {
        return relation.withRows(List.of());
      }
    }
    budget.pipeDone(before, relation);
    return relation;
  }

  // Functions that the query declares

  private Relation tableOf(
      Expression.Call call, Environment.Function function, Environment environment) {
    Environment inner = arguments(call, function, values(environment));
    Optional<Expression> result = function.syntax().body().result();
    return result.map(expression -> table(expression, inner)).orElse(NOTHING);
  }

  @Override
  public Bound call(Expression.Call call, Environment.Function function, ExpressionBinder caller) {
    Environment inner = arguments(call, function, caller);
    Optional<Expression> result = function.syntax().body().result();
    if (result.isEmpty()) {
      return Bound.unknownValue();
    }
    return values(inner).bind(result.get());
  }

  private Environment arguments(
      Expression.Call call, Environment.Function function, ExpressionBinder caller) {
    budget.row();
    List<Expression.Parameter> parameters = function.syntax().parameters();
    Map<String, Expression> given = given(call, parameters);
    Environment environment = new Environment(function.environment());
    for (Expression.Parameter parameter : parameters) {
      String name = parameter.name().text();
      Expression argument = given.get(name);
      if (argument == null) {
        argument = parameter.defaultValue().orElse(null);
      }
      if (argument == null) {
        issues.add(
            QueryIssue.WRONG_ARGUMENTS,
            call.span(),
            "`" + call.function().text() + "` lacks a value for `" + name + "`",
            "Give all parameters a value");
        environment.define(name, new Environment.Value(Bound.unknownValue()));
        continue;
      }
      environment.define(name, argument(parameter, argument, caller));
    }
    for (Statement statement : function.syntax().body().statements()) {
      environment = declare(statement, environment);
    }
    return environment;
  }

  private Environment.Meaning argument(
      Expression.Parameter parameter, Expression argument, ExpressionBinder caller) {
    if (parameter.columns().isPresent()) {
      return new Environment.Rows(table(argument, caller.environment()));
    }
    Bound bound = caller.bind(argument);
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
        new Bound(
            type, row -> Values.convert(bound.scalar().value(row), type), bound.constant(), false));
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
