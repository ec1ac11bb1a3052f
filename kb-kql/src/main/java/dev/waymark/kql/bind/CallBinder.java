package dev.waymark.kql.bind;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.function.AggregateFunction;
import dev.waymark.kql.function.AggregateFunctions;
import dev.waymark.kql.function.FunctionBody;
import dev.waymark.kql.function.FunctionParameter;
import dev.waymark.kql.function.FunctionSignature;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.function.ScalarFunction;
import dev.waymark.kql.function.ScalarFunctions;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Calls of functions: chooses the signature that fits the arguments best. */
final class CallBinder {
  /** Functions that choose one of their arguments. */
  private static final Set<String> MIXING = Set.of("iff", "iif", "coalesce");

  private final ExpressionBinder binder;

  CallBinder(ExpressionBinder binder) {
    this.binder = binder;
  }

  BoundExpression bind(Expression.Call call) {
    String name = call.function().text();
    Optional<Environment.Meaning> meaning = binder.environment().find(name);
    if (meaning.isPresent() && meaning.get() instanceof Environment.Function function) {
      return binder.context().subqueries().call(call, function, binder);
    }
    if (binder.aggregation().isPresent() && !AggregateFunctions.named(name).isEmpty()) {
      return aggregate(call, binder.aggregation().get());
    }
    Optional<BoundExpression> special = new SpecialCalls(binder).bind(call);
    if (special.isPresent()) {
      return special.get();
    }
    List<ScalarFunction> functions = ScalarFunctions.named(name);
    if (functions.isEmpty()) {
      return unknown(call);
    }
    List<BoundExpression> arguments = arguments(call, binder);
    return scalar(call, functions, arguments);
  }

  static List<BoundExpression> arguments(Expression.Call call, ExpressionBinder binder) {
    var bound = new ArrayList<BoundExpression>(call.arguments().size());
    for (Expression.Assignment argument : call.arguments()) {
      bound.add(binder.bind(argument.value()));
    }
    return bound;
  }

  private BoundExpression unknown(Expression.Call call) {
    String name = call.function().text();
    boolean aggregate =
        !AggregateFunctions.named(name).isEmpty() || KnownFunctions.isAggregate(name);
    if (!aggregate) {
      arguments(call, binder);
    }
    if (!AggregateFunctions.named(name).isEmpty() || KnownFunctions.isAggregate(name)) {
      boolean summarises = binder.aggregation().isPresent();
      if (summarises) {
        binder.context().issues().unsupported(call.function().span(), "`" + name + "`");
        return BoundExpression.unknownValue();
      }
      return binder.error(
          QueryIssue.WRONG_ARGUMENTS,
          call.function().span(),
          "`" + name + "` is an aggregate, which stands only in summarize",
          "Summarize first, then use its column.");
    }
    if (KnownFunctions.isScalar(name)) {
      binder.context().issues().unsupported(call.function().span(), "`" + name + "`");
      return BoundExpression.unknownValue();
    }
    var known = new TreeSet<>(ScalarFunctions.names());
    known.addAll(KnownFunctions.names());
    if (binder.aggregation().isPresent()) {
      known.addAll(AggregateFunctions.names());
    }
    binder
        .context()
        .issues()
        .unknown(QueryIssue.UNKNOWN_FUNCTION, call.function().span(), "function", name, known);
    return BoundExpression.unknownValue();
  }

  private BoundExpression scalar(
      Expression.Call call, List<ScalarFunction> functions, List<BoundExpression> arguments) {
    if (anyUnknown(arguments)) {
      return guess(functions, arguments.size());
    }
    List<ColumnType> types = types(arguments);
    Optional<ScalarFunction> fitting = nearest(functions, ScalarFunction::signature, types);
    if (fitting.isEmpty()) {
      return wrong(call, functions.stream().map(ScalarFunction::signature).toList(), arguments);
    }
    ScalarFunction best = fitting.get();
    if (MIXING.contains(best.signature().name())
        && mixes(types.subList(best.signature().required() == 3 ? 1 : 0, types.size()))) {
      binder
          .context()
          .issues()
          .unsupported(call.span(), "Choosing between whole numbers and reals");
    }
    return compile(best, arguments, types);
  }

  /** The first of the ways to call a function that need the least conversion. */
  private static <F> Optional<F> nearest(
      List<F> functions, Function<F, FunctionSignature> signature, List<ColumnType> types) {
    return functions.stream()
        .filter(function -> signature.apply(function).distance(types) >= 0)
        .min(Comparator.comparingInt(function -> signature.apply(function).distance(types)));
  }

  private static boolean anyUnknown(List<BoundExpression> arguments) {
    for (BoundExpression argument : arguments) {
      if (argument.unknown()) {
        return true;
      }
    }
    return false;
  }

  private static List<ColumnType> types(List<BoundExpression> arguments) {
    var types = new ArrayList<ColumnType>(arguments.size());
    arguments.forEach(argument -> types.add(argument.type()));
    return types;
  }

  /** Whether whole numbers and others stand side by side, which Kusto refuses in some places. */
  static boolean mixes(List<ColumnType> types) {
    boolean whole = types.contains(ColumnType.LONG) || types.contains(ColumnType.INT);
    return whole && (types.contains(ColumnType.REAL) || types.contains(ColumnType.DECIMAL));
  }

  /** The result type, if the arguments aren't known well enough to choose. */
  private static BoundExpression guess(List<ScalarFunction> functions, int arguments) {
    List<Optional<ColumnType>> results =
        functions.stream()
            .filter(function -> function.signature().takes(arguments))
            .map(function -> function.signature().result().type())
            .distinct()
            .toList();
    return results.size() == 1 && results.get(0).isPresent()
        ? BoundExpression.of(results.get(0).get(), (row, frame) -> NULL)
        : BoundExpression.unknownValue();
  }

  private BoundExpression wrong(
      Expression.Call call, List<FunctionSignature> signatures, List<BoundExpression> arguments) {
    String given =
        arguments.stream().map(a -> a.type().kustoName()).collect(Collectors.joining(", "));
    boolean count = signatures.stream().noneMatch(s -> s.takes(arguments.size()));
    boolean dynamic = arguments.stream().anyMatch(a -> a.type() == ColumnType.DYNAMIC);
    if (dynamic && !count) {
      binder
          .context()
          .issues()
          .unsupported(call.span(), "`" + call.function().text() + "` of a dynamic");
      return BoundExpression.unknownValue();
    }
    String forms =
        signatures.stream().map(FunctionSignature::toString).collect(Collectors.joining("; "));
    return binder.error(
        count ? QueryIssue.WRONG_ARGUMENTS : QueryIssue.WRONG_TYPE,
        call.span(),
        "`" + call.function().text() + "` doesn't take (" + given + ")",
        "It takes: " + forms + ".");
  }

  private BoundExpression compile(
      ScalarFunction function, List<BoundExpression> arguments, List<ColumnType> types) {
    FunctionSignature signature = function.signature();
    ColumnType common = signature.commonType(types).orElse(ColumnType.DYNAMIC);
    Scalar[] scalars = new Scalar[arguments.size()];
    Phase phase = Phase.BIND;
    for (int i = 0; i < scalars.length; i++) {
      scalars[i] = converted(arguments.get(i), signature.parameter(i), common);
      phase = phase.and(arguments.get(i).phase());
    }
    ColumnType result = signature.result().type().orElse(common);
    Scalar scalar = metered(invocation(function, scalars, result), result);
    return BoundExpression.of(result, scalar, phase);
  }

  private static Scalar converted(
      BoundExpression argument, FunctionParameter parameter, ColumnType common) {
    ColumnType wanted =
        switch (parameter) {
          case ANY -> argument.type();
          case T, N -> common;
          default -> parameter.type().orElse(common);
        };
    Scalar scalar = argument.scalar();
    if (wanted == argument.type()) {
      return scalar;
    }
    return (row, frame) -> Values.convert(scalar.value(row, frame), wanted);
  }

  /** Pays for what may be large. */
  private static Scalar metered(Scalar scalar, ColumnType result) {
    if (result != ColumnType.DYNAMIC && result != ColumnType.STRING) {
      return scalar;
    }
    return (row, frame) -> {
      Object value = scalar.value(row, frame);
      frame.meter().made(value);
      return value;
    };
  }

  private static Scalar invocation(ScalarFunction function, Scalar[] scalars, ColumnType result) {
    FunctionBody body = function.body();
    boolean text = result == ColumnType.STRING;
    boolean strict = function.strict();
    return (row, frame) -> {
      Object[] values = new Object[scalars.length];
      for (int i = 0; i < scalars.length; i++) {
        values[i] = scalars[i].value(row, frame);
        if (strict && values[i] == NULL) {
          return text ? "" : NULL;
        }
      }
      Object value = body.call(values);
      return value == NULL && text ? "" : value;
    };
  }

  // Aggregates

  private BoundExpression aggregate(Expression.Call call, Aggregation aggregation) {
    String name = call.function().text();
    var inner = new ExpressionBinder(aggregation.input(), binder.environment(), binder.context());
    List<AggregateFunction> functions = AggregateFunctions.named(name);
    List<BoundExpression> arguments = arguments(call, inner);
    if (anyUnknown(arguments)) {
      List<Optional<ColumnType>> results =
          functions.stream().map(f -> f.signature().result().type()).distinct().toList();
      return results.size() == 1 && results.get(0).isPresent()
          ? slot(aggregation, functions.get(0), arguments, results.get(0).get())
          : BoundExpression.unknownValue();
    }
    List<ColumnType> types = types(arguments);
    Optional<AggregateFunction> fitting = nearest(functions, AggregateFunction::signature, types);
    if (fitting.isEmpty()) {
      return wrong(call, functions.stream().map(AggregateFunction::signature).toList(), arguments);
    }
    AggregateFunction best = fitting.get();
    for (int i = 1; i < arguments.size(); i++) {
      if (isSetting(best.signature(), i) && !arguments.get(i).constant()) {
        binder.context().issues().unsupported(call.span(), "`" + name + "` by a column");
        return BoundExpression.unknownValue();
      }
    }
    ColumnType common = best.signature().commonType(types).orElse(ColumnType.DYNAMIC);
    var converted = new ArrayList<BoundExpression>();
    for (int i = 0; i < arguments.size(); i++) {
      BoundExpression argument = arguments.get(i);
      converted.add(
          argument.as(argument.type(), converted(argument, best.signature().parameter(i), common)));
    }
    ColumnType result = best.signature().result().type().orElse(common);
    return slot(aggregation, best, converted, result);
  }

  /** Whether an argument is a rank, a size or an accuracy, which are the same for all rows. */
  private static boolean isSetting(FunctionSignature signature, int index) {
    boolean weight = index == 1 && signature.name().startsWith("percentilew");
    boolean weights = index == 1 && signature.name().startsWith("percentilesw");
    FunctionParameter parameter = signature.parameter(index);
    return !weight
        && !weights
        && (parameter == FunctionParameter.LONG || parameter == FunctionParameter.REAL);
  }

  private BoundExpression slot(
      Aggregation aggregation,
      AggregateFunction function,
      List<BoundExpression> arguments,
      ColumnType result) {
    var scalars = new ArrayList<Scalar>(arguments.size());
    arguments.forEach(argument -> scalars.add(argument.scalar()));
    int slot =
        aggregation.add(
            frame ->
                MeteredAccumulator.of(
                    function.factory().create(scalars, result, frame), frame.meter()));
    boolean text = result == ColumnType.STRING;
    return BoundExpression.of(
        result,
        (row, frame) -> {
          Object value = row[aggregation.offset() + slot];
          return value == NULL && text ? "" : value;
        });
  }
}
