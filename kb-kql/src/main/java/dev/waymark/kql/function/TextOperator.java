package dev.waymark.kql.function;

import dev.waymark.kql.value.Terms;
import dev.waymark.kql.value.Values;
import java.util.Optional;

/** {@code =~}, {@code has}, {@code contains} and the like, over text. */
public final class TextOperator {
  private static final Test NONE = (text, part) -> false;

  private TextOperator() {}

  @FunctionalInterface
  interface Test {
    boolean holds(String text, String part);
  }

  /** An operator by its name, negated ones too. */
  public static Optional<Combination.Compiler> of(String operator) {
    boolean negated = operator.startsWith("!") || operator.startsWith("not");
    String plain =
        operator.equals("!~") ? "=~" : negated ? operator.replaceFirst("^(!|not)", "") : operator;
    return test(plain).map(test -> compiler(test, !negated));
  }

  private static Combination.Compiler compiler(Test test, boolean wanted) {
    return (left, right) ->
        (row, frame) ->
            test.holds(
                    Values.dynamicText(left.value(row, frame)),
                    Values.dynamicText(right.value(row, frame)))
                == wanted;
  }

  private static Optional<Test> test(String operator) {
    boolean cased = operator.endsWith("_cs");
    String name = cased ? operator.substring(0, operator.length() - 3) : operator;
    Test test =
        switch (name) {
          case "=~" -> (text, part) -> Terms.equal(text, part, false);
          case "has", ":" -> (text, part) -> Terms.has(text, part, cased, true, true);
          case "hasprefix" -> (text, part) -> Terms.has(text, part, cased, true, false);
          case "hassuffix" -> (text, part) -> Terms.has(text, part, cased, false, true);
          case "contains" -> (text, part) -> Terms.contains(text, part, cased);
          case "startswith" -> (text, part) -> Terms.startsWith(text, part, cased);
          case "endswith" -> (text, part) -> Terms.endsWith(text, part, cased);
          case "matches regex" -> (text, part) -> Regexes.matcher(part, text).find();
          default -> NONE;
        };
    return test == NONE ? Optional.empty() : Optional.of(test);
  }
}
