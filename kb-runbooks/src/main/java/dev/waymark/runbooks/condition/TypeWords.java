package dev.waymark.runbooks.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** CEL's names of operators and types in words. */
final class TypeWords {
  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("_==_", "=="),
          Map.entry("_!=_", "!="),
          Map.entry("_<_", "<"),
          Map.entry("_<=_", "<="),
          Map.entry("_>_", ">"),
          Map.entry("_>=_", ">="),
          Map.entry("_+_", "+"),
          Map.entry("_-_", "-"),
          Map.entry("_*_", "*"),
          Map.entry("_/_", "/"),
          Map.entry("_%_", "%"),
          Map.entry("-_", "-"),
          Map.entry("!_", "!"),
          Map.entry("_&&_", "&&"),
          Map.entry("_||_", "||"),
          Map.entry("_[_]", "[…]"),
          Map.entry("_?_:_", "? :"),
          Map.entry("@in", "in"));

  private TypeWords() {}

  /** As an author writes it. */
  static String operator(String function) {
    return OPERATORS.getOrDefault(function, function);
  }

  static String mismatch(String function, String arguments) {
    List<String> types = types(arguments);
    String operator = operator(function);
    if (types.size() == 2 && isComparison(operator)) {
      return "`%s` compares %s with %s"
          .formatted(operator, words(types.get(0)), words(types.get(1)));
    }
    return "`%s` can't take %s"
        .formatted(operator, String.join(" and ", types.stream().map(TypeWords::words).toList()));
  }

  static String hint(String function, String arguments) {
    List<String> types = types(arguments);
    if (arguments.startsWith("(string") && ConditionNames.OF_TEXT.contains(function)) {
      return "Write it behind the text: row.Name.%s(…).".formatted(function);
    }
    if (types.contains("answer.Row")) {
      return function.equals("_[_]")
          ? "Read a column with a dot: row.Name, or row.`odd name`."
          : "Name a column of the row: row.Name.";
    }
    if (function.equals("@in")) {
      return types.equals(List.of("string", "string"))
          ? "Write row.Name.contains(\"…\") to look for a part of a text."
          : "Write a list of values of the same type, such as row.Name in [\"a\", \"b\"].";
    }
    if (function.equals("_[_]")) {
      return "A list takes a whole number in brackets, a map one of its keys.";
    }
    if (!OPERATORS.containsKey(function)) {
      return "Give it a value of another type, or let the query compute it.";
    }
    if (types.stream().distinct().count() == 1) {
      return "Let the query compute it.";
    }
    if (types.contains("int") && types.contains("double")) {
      return "Write the number with a fraction, such as 0.0, or convert with double(…).";
    }
    if (types.contains("string") && (types.contains("int") || types.contains("double"))) {
      return "Write a number without quotes, or convert with string(…), int(…) or double(…).";
    }
    if (types.contains("string") && types.contains("bool")) {
      return "Write true and false without quotes.";
    }
    if (types.contains("duration")) {
      return "Write a length of time as duration(\"5m\").";
    }
    if (types.contains("timestamp")) {
      return "Write a time as timestamp(\"2026-11-01T02:00:00Z\").";
    }
    return "Use values of one type on both sides.";
  }

  static String words(String type) {
    if (type.equals("list") || type.startsWith("list(")) {
      return "a list";
    }
    if (type.equals("map") || type.startsWith("map(")) {
      return "a map";
    }
    return switch (type) {
      case "int" -> "a whole number (int)";
      case "uint" -> "an unsigned number (uint)";
      case "double" -> "a number with a fraction (double)";
      case "string" -> "text (string)";
      case "bool" -> "true or false (bool)";
      case "google.protobuf.Timestamp", "timestamp" -> "a time (timestamp)";
      case "google.protobuf.Duration", "duration" -> "a length of time (duration)";
      case "null" -> "null";
      case "answer.Row" -> "a row";
      case "entry.Params" -> "all parameters";
      case "entry.Remembered" -> "all remembered values";
      default -> "a value of type " + type;
    };
  }

  /** The type of a value, in the words that its author knows from the compiler. */
  static String ofValue(Object value) {
    if (value instanceof Long) {
      return "a whole number";
    }
    if (value instanceof Double) {
      return "a number with a fraction";
    }
    if (value instanceof String) {
      return "text";
    }
    if (value instanceof Boolean) {
      return "true or false";
    }
    if (value instanceof Instant) {
      return "a time";
    }
    return value instanceof Duration ? "a length of time" : "a value";
  }

  private static boolean isComparison(String operator) {
    return List.of("==", "!=", "<", "<=", ">", ">=").contains(operator);
  }

  /** The parts of {@code (int, list(string))}; short names for CEL's own long ones. */
  private static List<String> types(String arguments) {
    List<String> types = new ArrayList<>();
    int depth = 0;
    int from = 0;
    String inner =
        arguments
            .replace("google.protobuf.Timestamp", "timestamp")
            .replace("google.protobuf.Duration", "duration");
    int dot = inner.indexOf(".(");
    if (dot >= 0) {
      inner = "(" + inner.substring(0, dot) + ", " + inner.substring(dot + 2);
    }
    inner = inner.startsWith("(") ? inner.substring(1, inner.length() - 1) : inner;
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        types.add(inner.substring(from, i).strip());
        from = i + 1;
      }
    }
    types.add(inner.substring(from).strip());
    return types.stream().filter(type -> !type.isEmpty()).toList();
  }
}
