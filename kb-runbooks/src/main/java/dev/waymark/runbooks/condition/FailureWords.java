package dev.waymark.runbooks.condition;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a condition could not be evaluated, in our words. */
final class FailureWords {
  private static final Pattern OVERLOAD =
      Pattern.compile("No matching overload for function '([^']+)'");

  private FailureWords() {}

  static String of(Exception failure, Sighting sighting) {
    if (!(failure instanceof CelEvaluationException evaluation)) {
      return sighting.missing().orElse("it can't be evaluated: " + failure.getMessage());
    }
    CelErrorCode code = evaluation.getErrorCode();
    return switch (code) {
      case INDEX_OUT_OF_BOUNDS ->
          "an index lies outside its list; rows.size() = " + sighting.table().rows().size();
      case ATTRIBUTE_NOT_FOUND -> sighting.missing().orElse("a value that it names isn't there");
      case DIVIDE_BY_ZERO -> "it divides by zero";
      case ITERATION_BUDGET_EXCEEDED ->
          "it was stopped after looking at " + Cel.MOST_ITERATIONS + " rows";
      case OVERLOAD_NOT_FOUND -> overload(evaluation);
      case NUMERIC_OVERFLOW -> "a number gets too large";
      case BAD_FORMAT, INVALID_ARGUMENT -> "a value has the wrong form: " + cause(evaluation);
      default -> "it can't be evaluated: " + cause(evaluation);
    };
  }

  private static String overload(CelEvaluationException failure) {
    Matcher function = OVERLOAD.matcher(String.valueOf(failure.getMessage()));
    return function.find()
        ? "`" + TypeWords.operator(function.group(1)) + "` can't take values of these types"
        : "an operator can't take values of these types";
  }

  private static String cause(CelEvaluationException failure) {
    return String.valueOf(failure.getMessage())
        .replaceFirst("^evaluation error( at [^:]*:\\d+)?: ", "");
  }
}
