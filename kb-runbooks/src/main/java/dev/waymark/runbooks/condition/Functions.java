package dev.waymark.runbooks.condition;

import dev.waymark.model.value.ReadableValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Operators and functions whose arguments are all evaluated, by CEL's names. */
final class Functions {
  private static final Map<String, Of1> ONE =
      Map.ofEntries(
          Map.entry("!_", Functions::not),
          Map.entry("-_", CelArithmetic::negate),
          Map.entry("size", Functions::size),
          Map.entry("int", Conversions::toInt),
          Map.entry("double", Conversions::toDouble),
          Map.entry("string", Conversions::toText),
          Map.entry("bool", Conversions::toBool),
          Map.entry("timestamp", Conversions::toTimestamp),
          Map.entry("duration", Conversions::toDuration),
          Map.entry("percent", Functions::share),
          Map.entry("milliseconds", Conversions::milliseconds),
          Map.entry("dyn", value -> value),
          Map.entry("getFullYear", value -> TimeParts.of("getFullYear", value)),
          Map.entry("getMonth", value -> TimeParts.of("getMonth", value)),
          Map.entry("getDate", value -> TimeParts.of("getDate", value)),
          Map.entry("getDayOfMonth", value -> TimeParts.of("getDayOfMonth", value)),
          Map.entry("getDayOfWeek", value -> TimeParts.of("getDayOfWeek", value)),
          Map.entry("getDayOfYear", value -> TimeParts.of("getDayOfYear", value)),
          Map.entry("getHours", value -> TimeParts.of("getHours", value)),
          Map.entry("getMinutes", value -> TimeParts.of("getMinutes", value)),
          Map.entry("getSeconds", value -> TimeParts.of("getSeconds", value)));

  private static final Map<String, Of2> TWO =
      Map.ofEntries(
          Map.entry("_==_", CelComparison::equal),
          Map.entry("_!=_", (a, b, frame) -> !CelComparison.equal(a, b, frame)),
          Map.entry("_<_", order("<", order -> order < 0)),
          Map.entry("_<=_", order("<=", order -> order <= 0)),
          Map.entry("_>_", order(">", order -> order > 0)),
          Map.entry("_>=_", order(">=", order -> order >= 0)),
          Map.entry("_+_", CelArithmetic::add),
          Map.entry("_-_", (a, b, frame) -> CelArithmetic.subtract(a, b)),
          Map.entry("_*_", (a, b, frame) -> CelArithmetic.multiply(a, b)),
          Map.entry("_/_", (a, b, frame) -> CelArithmetic.divide(a, b)),
          Map.entry("_%_", (a, b, frame) -> CelArithmetic.remainder(a, b)),
          Map.entry("percent", (a, b, frame) -> part(a, b)),
          Map.entry("_[_]", (a, b, frame) -> Fields.index(a, b)),
          Map.entry("@in", Functions::in),
          Map.entry("contains", text("contains", String::contains)),
          Map.entry("startsWith", text("startsWith", String::startsWith)),
          Map.entry("endsWith", text("endsWith", String::endsWith)));

  private Functions() {}

  /** A function of one value. */
  interface Of1 {
    Object apply(Object value);
  }

  /** A function of two values, which counts its work. */
  interface Of2 {
    Object apply(Object first, Object second, EvaluationFrame frame);
  }

  /** A function of all its values, which counts its work. */
  interface OfAll {
    Object apply(List<Object> values, EvaluationFrame frame);
  }

  static Optional<Of1> of1(String function) {
    return Optional.ofNullable(ONE.get(function));
  }

  static Optional<Of2> of2(String function) {
    return Optional.ofNullable(TWO.get(function));
  }

  private static Object not(Object value) {
    return value instanceof Boolean bool ? !bool : Failure.types("!", value);
  }

  private static Object share(Object value) {
    return value instanceof Double share
        ? ReadableValue.percent(share)
        : Failure.types("percent", value);
  }

  private static Object part(Object part, Object whole) {
    if (!(part instanceof Long some && whole instanceof Long all)) {
      return Failure.types("percent", part, whole);
    }
    return all == 0
        ? new Failure("a share of nothing is asked for")
        : ReadableValue.percent((double) some / all);
  }

  private static Object size(Object value) {
    if (value instanceof List<?> list) {
      return (long) list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return (long) map.size();
    }
    return value instanceof String text
        ? (Object) (long) text.codePointCount(0, text.length())
        : Failure.types("size", value);
  }

  private static Object in(Object value, Object container, EvaluationFrame frame) {
    if (container instanceof List<?> list) {
      return CelComparison.contains(list, value, frame);
    }
    return container instanceof Map<?, ?> map
        ? map.containsKey(value)
        : Failure.types("in", value, container);
  }

  private static Of2 order(String operator, IntPredicate holds) {
    return (a, b, frame) -> {
      OptionalInt order = CelComparison.order(a, b);
      if (order.isPresent()) {
        return holds.test(order.getAsInt());
      }
      return CelComparison.isNumber(a) && CelComparison.isNumber(b)
          ? false
          : Failure.types(operator, a, b);
    };
  }

  /** A test of two texts. */
  private interface TextTest {
    boolean test(String text, String part);
  }

  private static Of2 text(String function, TextTest test) {
    return (a, b, frame) -> {
      if (a instanceof String text && b instanceof String part) {
        frame.spend(text.length() / 16);
        return test.test(text, part);
      }
      return Failure.types(function, a, b);
    };
  }
}
