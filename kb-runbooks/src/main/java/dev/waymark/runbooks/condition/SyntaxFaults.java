package dev.waymark.runbooks.condition;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CEL's complaints about text that it can't read, in our words. */
final class SyntaxFaults {
  private static final Pattern UNEXPECTED =
      Pattern.compile(
          "(?:mismatched input|extraneous input|no viable alternative at input|missing .* at"
              + "|token recognition error at:) '(.*?)'(?: expecting.*)?",
          Pattern.DOTALL);
  private static final Pattern WORD_OPERATOR =
      Pattern.compile("\\b(and|or|not)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern SINGLE_EQUALS = Pattern.compile("(?<![=!<>~])=(?![=~])");

  private SyntaxFaults() {}

  /** The first complaint: those behind it follow from it. */
  static ExpressionFault of(CelValidationResult result, String text) {
    CelIssue issue = result.getErrors().get(0);
    ExpressionPlaces.Place place = ExpressionPlaces.of(issue, result.getSource(), text);
    return new ExpressionFault(
        ConditionIssue.SYNTAX, place.from(), place.to(), message(issue.getMessage()), hint(text));
  }

  static ExpressionFault empty() {
    return new ExpressionFault(
        ConditionIssue.SYNTAX,
        0,
        0,
        "The expression is empty",
        "Write an expression such as `rows.size() == 0`.");
  }

  static ExpressionFault tooLong(String text) {
    return new ExpressionFault(
        ConditionIssue.SYNTAX,
        Cel.LONGEST_EXPRESSION,
        text.length(),
        "The expression is longer than " + Cel.LONGEST_EXPRESSION + " characters",
        "Let the query decide more, so that the expression has less to say.");
  }

  private static String message(String celMessage) {
    if (celMessage.contains("recursion") || celMessage.contains("nesting")) {
      return "The expression is nested too deeply";
    }
    Matcher unexpected = UNEXPECTED.matcher(celMessage);
    if (!unexpected.find()) {
      return "The expression can't be read: " + celMessage;
    }
    return unexpected.group(1).equals("<EOF>")
        ? "The expression ends too early"
        : "The expression can't be read at `" + unexpected.group(1).strip() + "`";
  }

  private static String hint(String text) {
    Matcher word = WORD_OPERATOR.matcher(text);
    if (word.find()) {
      String operator =
          switch (word.group(1).charAt(0)) {
            case 'a', 'A' -> "&&";
            case 'o', 'O' -> "||";
            default -> "!";
          };
      return "In CEL `%s` is written `%s`.".formatted(word.group(1), operator);
    }
    if (text.contains("=~") || text.contains("!~")) {
      return "CEL compares with `==`; compare without regard to case in the query.";
    }
    if (SINGLE_EQUALS.matcher(text).find()) {
      return "CEL compares with `==`.";
    }
    return "Write one CEL expression such as `rows.exists(r, r.Status == 502)`.";
  }
}
