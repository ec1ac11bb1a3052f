package dev.waymark.kql.bind;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.function.Arithmetic;
import dev.waymark.kql.function.Combination;
import dev.waymark.kql.function.Comparison;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.function.TextOperator;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles expressions over the rows of a relation, and tells what is wrong with them. */
public final class ExpressionBinder {
  private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%");
  private static final Set<String> COMPARISON = Set.of("==", "!=", "<>", "<", "<=", ">", ">=");

  private final Relation input;
  private final Environment environment;
  private final Context context;
  private final Optional<Aggregation> aggregation;
  private boolean looksAround;

  /**
   * What all expressions of a query share.
   *
   * @param known a run whose values are known already while the query is bound
   */
  public record Context(
      Issues issues, Subqueries subqueries, Frame frame, boolean known, Slots slots) {
    /** A value that must be known to bind the query; empty if only a run brings it. */
    public Optional<Object> value(BoundExpression bound) {
      if (bound.unknown() || bound.phase() == Phase.ROW) {
        return Optional.empty();
      }
      if (bound.phase() == Phase.RUN && !known) {
        slots.leaveOpen();
        return Optional.empty();
      }
      return Optional.of(bound.scalar().value(Frame.NO_ROW, frame)).filter(value -> value != NULL);
    }
  }

  public ExpressionBinder(Relation input, Environment environment, Context context) {
    this(input, environment, context, Optional.empty());
  }

  /** A binder for the expressions of a {@code summarize}, over its groups and aggregates. */
  public ExpressionBinder(
      Relation groups, Environment environment, Context context, Aggregation aggregation) {
    this(groups, environment, context, Optional.of(aggregation));
  }

  private ExpressionBinder(
      Relation input, Environment environment, Context context, Optional<Aggregation> aggregation) {
    this.input = input;
    this.environment = environment;
    this.context = context;
    this.aggregation = aggregation;
  }

  /** Whether a bound expression looks at other rows than its own. */
  public boolean looksAround() {
    return looksAround;
  }

  void lookAround() {
    looksAround = true;
  }

  public Relation input() {
    return input;
  }

  public Environment environment() {
    return environment;
  }

  public Context context() {
    return context;
  }

  Optional<Aggregation> aggregation() {
    return aggregation;
  }

  /** Over the same rows, in another environment. */
  public ExpressionBinder in(Environment other) {
    return new ExpressionBinder(input, other, context, aggregation);
  }

  public BoundExpression bind(Expression expression) {
    BoundExpression bound = bound(expression);
    if (bound.phase() == Phase.ROW
        || expression instanceof Expression.Literal
        || expression instanceof Expression.Name) {
      return bound;
    }
    if (bound.phase() == Phase.RUN) {
      int slot = context.slots().next();
      Scalar scalar = bound.scalar();
      return bound.as(bound.type(), (row, frame) -> frame.run().constant(slot, scalar, frame));
    }
    try {
      return BoundExpression.constant(
          bound.type(), bound.scalar().value(Frame.NO_ROW, context.frame()));
    } catch (Refusal refusal) {
      context.issues().refused(expression.span(), refusal);
      return BoundExpression.unknownValue();
    }
  }

  private BoundExpression bound(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> literal(literal);
      case Expression.BadLiteral badLiteral -> badLiteral(badLiteral);
      case Expression.Name name -> name(name);
      case Expression.Wildcard wildcard -> wildcard(wildcard);
      case Expression.Member member -> member(member);
      case Expression.MemberCall memberCall -> memberCall(memberCall);
      case Expression.Index index -> index(index);
      case Expression.Call call -> call(call);
      case Expression.Unary unary -> unary(unary);
      case Expression.Binary binary -> binary(binary);
      case Expression.Membership membership -> membership(membership);
      case Expression.Between between -> between(between);
      case Expression.Pipe pipe -> noTable(pipe);
      case Expression.Datatable datatable -> noTable(datatable);
      case Expression.ExternalData externalData -> noTable(externalData);
      case Expression.Function function -> function(function);
      case Expression.Placeholder placeholder -> placeholder(placeholder);
      case Expression.TypeOf typeOf -> typeOf(typeOf);
      case Expression.Missing _ -> BoundExpression.unknownValue();
    };
  }

  BoundExpression error(QueryIssue code, SourceSpan span, String message, String hint) {
    context.issues().add(code, span, message, hint);
    return BoundExpression.unknownValue();
  }

  /** Binds a condition, which must be a bool. */
  public BoundExpression condition(Expression expression) {
    BoundExpression bound = bind(expression);
    if (bound.unknown() || bound.type() == ColumnType.BOOL) {
      return bound;
    }
    if (bound.type() == ColumnType.DYNAMIC) {
      return bound.as(
          ColumnType.BOOL,
          (row, frame) ->
              bound.scalar().value(row, frame) instanceof Boolean flag ? flag : unclear());
    }
    if (bound.type() == ColumnType.LONG || bound.type() == ColumnType.INT) {
      return bound.as(
          ColumnType.BOOL,
          (row, frame) ->
              bound.scalar().value(row, frame) instanceof Number n ? n.longValue() != 0 : NULL);
    }
    return error(
        QueryIssue.WRONG_TYPE,
        expression.span(),
        "A condition is a bool, and this is a " + bound.type().kustoName(),
        "Compare it with something.");
  }

  private static Object unclear() {
    throw Refusal.unsupported("a dynamic as a condition; wrap it in tobool()");
  }

  private BoundExpression literal(Expression.Literal literal) {
    return BoundExpression.constant(literal.type(), literal.value());
  }

  private BoundExpression badLiteral(Expression.BadLiteral literal) {
    return error(
        QueryIssue.BAD_LITERAL,
        literal.span(),
        "`" + literal.text() + "` isn't of type " + literal.type().kustoName(),
        "Write it as Kusto does, such as " + example(literal.type()) + ".");
  }

  private static String example(ColumnType type) {
    return switch (type) {
      case BOOL -> "true";
      case INT -> "int(5), up to int(2147483647)";
      case LONG -> "5, up to 9223372036854775807";
      case REAL -> "1.5 or real(1e5)";
      case DECIMAL -> "decimal(1.5)";
      case STRING -> "\"text\"";
      case DATETIME -> "datetime(2026-11-01 10:00)";
      case TIMESPAN -> "1h or timespan(1.02:03:04)";
      case GUID -> "guid(74be27de-1e4e-49d9-b579-fe0b331d3642)";
      case DYNAMIC ->
          "dynamic({\"a\": [1, 2.5, null]}), with numbers that a long or a real can hold";
    };
  }

  public BoundExpression name(Expression.Name name) {
    int index = input.indexOf(name.text());
    if (index >= 0) {
      if (!context.known() && environment.isParameter(name.text())) {
        context
            .issues()
            .add(
                QueryIssue.PARAMETER_SHADOWED,
                name.span(),
                "`" + name.text() + "` is a column here, which hides the value of that name",
                "Give the parameter or remembered value another name.");
      }
      return BoundExpression.of(input.columns().get(index).type(), (row, frame) -> row[index]);
    }
    Optional<Environment.Meaning> meaning = environment.find(name.text());
    if (meaning.isPresent() && meaning.get() instanceof Environment.Value value) {
      return value.bound();
    }
    if (meaning.isPresent()) {
      return error(
          QueryIssue.WRONG_TYPE,
          name.span(),
          "`" + name.text() + "` isn't a single value",
          "Take a value out of a table with toscalar(…).");
    }
    if (name.text().isEmpty() || input.open()) {
      return bySuffix(name.text());
    }
    List<String> known = input.columns().stream().map(Column::name).toList();
    context.issues().unknown(QueryIssue.UNKNOWN_COLUMN, name.span(), "column", name.text(), known);
    return BoundExpression.unknownValue();
  }

  /** The type that the columns of diagnostics bear in their names. */
  private static BoundExpression bySuffix(String name) {
    ColumnType type =
        switch (name.substring(Math.max(0, name.length() - 2))) {
          case "_s", "_g" -> ColumnType.STRING;
          case "_d" -> ColumnType.REAL;
          case "_b" -> ColumnType.BOOL;
          case "_t" -> ColumnType.DATETIME;
          default -> ColumnType.DYNAMIC;
        };
    return type == ColumnType.DYNAMIC
        ? BoundExpression.unknownValue()
        : BoundExpression.of(type, (row, frame) -> NULL);
  }

  private BoundExpression wildcard(Expression.Wildcard wildcard) {
    return error(
        QueryIssue.WRONG_ARGUMENTS,
        wildcard.span(),
        "`" + wildcard.pattern() + "` can't stand here",
        "Name one column.");
  }

  private BoundExpression member(Expression.Member member) {
    if (member.target() instanceof Expression.Name target && input.indexOf(target.text()) < 0) {
      Optional<Environment.Members> members = members(target.text());
      if (members.isPresent()) {
        return column(members.get(), member.name());
      }
    }
    return access(
        member.target(),
        BoundExpression.constant(ColumnType.STRING, member.name().text()),
        member.span());
  }

  private Optional<Environment.Members> members(String name) {
    return environment
        .find(name)
        .filter(Environment.Members.class::isInstance)
        .map(Environment.Members.class::cast);
  }

  private BoundExpression column(Environment.Members members, Expression.Name name) {
    Map<String, BoundExpression> columns = members.columns();
    if (!columns.containsKey(name.text()) && !members.open()) {
      context
          .issues()
          .unknown(
              QueryIssue.UNKNOWN_COLUMN,
              name.span(),
              "column",
              name.text(),
              members.columns().keySet());
    }
    return columns.getOrDefault(name.text(), BoundExpression.unknownValue());
  }

  private BoundExpression index(Expression.Index index) {
    return access(index.target(), bind(index.index()), index.span());
  }

  private BoundExpression access(Expression targetSyntax, BoundExpression key, SourceSpan span) {
    BoundExpression target = bind(targetSyntax);
    if (target.unknown() || key.unknown()) {
      return BoundExpression.unknownValue();
    }
    if (target.type() != ColumnType.DYNAMIC) {
      return error(
          QueryIssue.WRONG_TYPE,
          span,
          "A " + target.type().kustoName() + " has no members",
          "Read it as JSON first: parse_json(…).");
    }
    Scalar of = target.scalar();
    Scalar by = key.scalar();
    return new BoundExpression(
        ColumnType.DYNAMIC,
        (row, frame) -> part(of.value(row, frame), by.value(row, frame)),
        target.phase().and(key.phase()),
        false);
  }

  private static Object part(Object target, Object key) {
    if (target instanceof Map<?, ?> bag && key != NULL) {
      return Values.property(bag, Values.dynamicText(key));
    }
    if (target instanceof List<?> list && key instanceof Number number) {
      long at = number.longValue() < 0 ? list.size() + number.longValue() : number.longValue();
      return at >= 0 && at < list.size() ? list.get((int) at) : NULL;
    }
    return NULL;
  }

  private BoundExpression memberCall(Expression.MemberCall call) {
    return error(
        QueryIssue.WRONG_TYPE,
        call.span(),
        "`" + call.call().function().text() + "` gives no single value here",
        "Take a value out of a table with toscalar(…).");
  }

  private BoundExpression call(Expression.Call call) {
    return new CallBinder(this).bind(call);
  }

  private BoundExpression unary(Expression.Unary unary) {
    BoundExpression operand = bind(unary.operand());
    if (operand.unknown() || unary.operator().equals("+")) {
      return operand;
    }
    Optional<Combination> negation = Arithmetic.negation(operand.type());
    if (negation.isEmpty()) {
      return wrongOperand(unary.span(), "-", operand);
    }
    Scalar scalar = negation.get().compiler().compile(operand.scalar(), operand.scalar());
    return new BoundExpression(negation.get().type(), scalar, operand.phase(), false);
  }

  private BoundExpression wrongOperand(
      SourceSpan span, String operator, BoundExpression... operands) {
    var types = new StringBuilder();
    boolean unclear = false;
    for (BoundExpression operand : operands) {
      types.append(types.isEmpty() ? "" : " and ").append(operand.type().kustoName());
      unclear |= operand.type() == ColumnType.DYNAMIC || operand.type() == ColumnType.BOOL;
    }
    if (unclear) {
      // Kusto takes some of these, depending on the service and on what stands in the dynamic.
      context.issues().unsupported(span, "`" + operator + "` over " + types);
      return COMPARISON.contains(operator)
          ? BoundExpression.of(ColumnType.BOOL, (row, frame) -> NULL)
          : BoundExpression.unknownValue();
    }
    return error(
        QueryIssue.WRONG_TYPE,
        span,
        "`" + operator + "` doesn't take " + types,
        "Convert one of them.");
  }

  private BoundExpression binary(Expression.Binary binary) {
    String operator = binary.operator();
    if (operator.equals("=")) {
      return error(
          QueryIssue.WRONG_ARGUMENTS,
          binary.operatorSpan(),
          "A single `=` gives a name; it doesn't compare",
          "Compare with ==, or =~ to ignore case.");
    }
    if (operator.equals("and") || operator.equals("or")) {
      return logic(binary);
    }
    if (binary.left() instanceof Expression.Wildcard) {
      return anyColumn(binary);
    }
    BoundExpression left = bind(binary.left());
    BoundExpression right = bind(binary.right());
    Phase phase = left.phase().and(right.phase());
    Optional<Combination> combination = combination(operator, left, right);
    if (combination.isEmpty() && (left.unknown() || right.unknown())) {
      return BoundExpression.unknownValue();
    }
    if (combination.isEmpty()) {
      return wrongOperand(binary.span(), operator, left, right);
    }
    Scalar scalar = combination.get().compiler().compile(left.scalar(), right.scalar());
    return new BoundExpression(combination.get().type(), scalar, phase, false);
  }

  private static Optional<Combination> combination(
      String operator, BoundExpression left, BoundExpression right) {
    boolean unknown = left.unknown() || right.unknown();
    if (ARITHMETIC.contains(operator)) {
      return unknown ? Optional.empty() : Arithmetic.of(operator, left.type(), right.type());
    }
    if (COMPARISON.contains(operator)) {
      return unknown
          ? Optional.of(new Combination(ColumnType.BOOL, (a, b) -> (row, frame) -> NULL))
          : Comparison.of(operator, left.type(), right.type());
    }
    if (!unknown && (!isText(left.type()) || !isText(right.type()))) {
      return Optional.empty();
    }
    return TextOperator.of(operator).map(compiler -> new Combination(ColumnType.BOOL, compiler));
  }

  private static boolean isText(ColumnType type) {
    return type == ColumnType.STRING || type == ColumnType.DYNAMIC;
  }

  private BoundExpression logic(Expression.Binary binary) {
    BoundExpression left = condition(binary.left());
    BoundExpression right = condition(binary.right());
    Scalar a = left.scalar();
    Scalar b = right.scalar();
    Scalar scalar =
        binary.operator().equals("and")
            ? (row, frame) -> and(a.value(row, frame), b, row, frame)
            : (row, frame) -> or(a.value(row, frame), b, row, frame);
    return new BoundExpression(ColumnType.BOOL, scalar, left.phase().and(right.phase()), false);
  }

  private static Object and(Object left, Scalar right, Object[] row, Frame frame) {
    if (Boolean.FALSE.equals(left)) {
      return false;
    }
    Object other = right.value(row, frame);
    return left == NULL && !Boolean.FALSE.equals(other) ? NULL : other;
  }

  private static Object or(Object left, Scalar right, Object[] row, Frame frame) {
    if (Boolean.TRUE.equals(left)) {
      return true;
    }
    Object other = right.value(row, frame);
    return left == NULL && !Boolean.TRUE.equals(other) ? NULL : other;
  }

  /** {@code * has "x"}: whether any column of text fits. */
  private BoundExpression anyColumn(Expression.Binary binary) {
    if (binary.operator().startsWith("!")) {
      context.issues().unsupported(binary.span(), "`* " + binary.operator() + "`");
      return BoundExpression.of(ColumnType.BOOL, (row, frame) -> NULL);
    }
    BoundExpression any = BoundExpression.constant(ColumnType.BOOL, false);
    for (Column column : input.columns()) {
      var name = new Expression.Name(binary.left().span(), column.name());
      BoundExpression left = name(name);
      BoundExpression right = bind(binary.right());
      boolean texts = !COMPARISON.contains(binary.operator());
      BoundExpression read =
          texts && !isText(left.type())
              ? left.as(
                  ColumnType.STRING, (row, frame) -> Values.text(left.scalar().value(row, frame)))
              : left;
      Optional<Combination> combination = combination(binary.operator(), read, right);
      if (combination.isPresent()) {
        Scalar before = any.scalar();
        Scalar next = combination.get().compiler().compile(read.scalar(), right.scalar());
        any =
            BoundExpression.of(
                ColumnType.BOOL, (row, frame) -> or(before.value(row, frame), next, row, frame));
      }
    }
    return any;
  }

  private BoundExpression membership(Expression.Membership membership) {
    return new MembershipBinder(this).bind(membership);
  }

  private BoundExpression between(Expression.Between between) {
    BoundExpression value = bind(between.value());
    BoundExpression low = bind(between.low());
    BoundExpression high = bind(between.high());
    if (value.unknown() || low.unknown() || high.unknown()) {
      return new BoundExpression(ColumnType.BOOL, (row, frame) -> NULL, Phase.ROW, true);
    }
    // A length of time behind a moment counts from that moment.
    BoundExpression end = high;
    if (low.type() == ColumnType.DATETIME && high.type() == ColumnType.TIMESPAN) {
      Combination sum = Arithmetic.of("+", low.type(), high.type()).orElseThrow();
      end =
          new BoundExpression(
              sum.type(),
              sum.compiler().compile(low.scalar(), high.scalar()),
              low.phase().and(high.phase()),
              false);
    }
    Optional<Combination> above = Comparison.of(">=", value.type(), low.type());
    Optional<Combination> below = Comparison.of("<=", value.type(), end.type());
    if (above.isEmpty() || below.isEmpty()) {
      return wrongOperand(between.span(), "between", value, low, end);
    }
    Scalar atLeast = above.get().compiler().compile(value.scalar(), low.scalar());
    Scalar atMost = below.get().compiler().compile(value.scalar(), end.scalar());
    boolean negated = between.negated();
    return new BoundExpression(
        ColumnType.BOOL,
        (row, frame) -> {
          Object inside = and(atLeast.value(row, frame), atMost, row, frame);
          return negated && inside != NULL ? Boolean.valueOf(!Boolean.TRUE.equals(inside)) : inside;
        },
        value.phase().and(low.phase()).and(end.phase()),
        false);
  }

  private BoundExpression noTable(Expression expression) {
    return error(
        QueryIssue.WRONG_TYPE,
        expression.span(),
        "A table can't stand for a value",
        "Take a value out of a table with toscalar(…).");
  }

  private BoundExpression function(Expression.Function function) {
    return error(
        QueryIssue.WRONG_TYPE,
        function.span(),
        "A function isn't a value",
        "Name it with let and call it.");
  }

  private BoundExpression placeholder(Expression.Placeholder placeholder) {
    return error(
        QueryIssue.UNKNOWN_COLUMN,
        placeholder.span(),
        "Nothing replaces the placeholder {" + placeholder.name() + "}",
        "Declare a parameter in the front matter and name it plainly: "
            + placeholder.name().toLowerCase(Locale.ROOT)
            + ".");
  }

  private BoundExpression typeOf(Expression.TypeOf typeOf) {
    return error(
        QueryIssue.WRONG_TYPE, typeOf.span(), "A type isn't a value", "Write typeof(…) after to.");
  }
}
