package dev.waymark.runbooks.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.waymark.model.source.Nearest;
import dev.waymark.runbooks.condition.ExpressionPlaces.Place;
import dev.waymark.runbooks.condition.PossibleResults.Possible;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From an expression's text to a {@link Condition}: read, look for unknown names and constants
 * without meaning, check the types, look for what never or always holds.
 */
final class ExpressionCompiler {
  private static final BoundedCache<String, ParsedExpression> PARSED = new BoundedCache<>(4_096);
  private static final BoundedCache<Key, Condition> COMPILED = new BoundedCache<>(4_096);

  private final ParsedExpression expression;
  private final ExpressionPlaces places;
  private final Scope scope;
  private final Purpose purpose;

  private ExpressionCompiler(ParsedExpression expression, Scope scope, Purpose purpose) {
    this.expression = expression;
    this.places = new ExpressionPlaces(expression);
    this.scope = scope;
    this.purpose = purpose;
  }

  /** A condition or what keeps it from being one. */
  record Outcome(Optional<Condition> condition, List<ExpressionFault> faults) {}

  /** What a compiled expression depends on: of the scope, only what the text names. */
  private record Key(String text, Scope named, Purpose purpose) {}

  static Outcome compile(String text, Scope scope, Purpose purpose) {
    if (text.isEmpty()) {
      return refused(List.of(SyntaxFaults.empty()));
    }
    if (text.length() > Cel.LONGEST_EXPRESSION) {
      return refused(List.of(SyntaxFaults.tooLong(text)));
    }
    Optional<ParsedExpression> known = PARSED.find(text);
    if (known.isPresent()) {
      return new ExpressionCompiler(known.get(), scope, purpose).compile();
    }
    CelValidationResult result = Cel.parser().parse(text);
    if (result.hasError()) {
      return refused(List.of(SyntaxFaults.of(result, text)));
    }
    ParsedExpression parsed = new ParsedExpression(text, tree(result));
    PARSED.put(text, parsed);
    return new ExpressionCompiler(parsed, scope, purpose).compile();
  }

  private Outcome compile() {
    Key key =
        new Key(
            expression.text(),
            scope.only(
                expression.fields(),
                expression.params().keySet(),
                expression.remembered().keySet()),
            purpose);
    Optional<Condition> known = COMPILED.find(key);
    if (known.isPresent()) {
      return new Outcome(known, List.of());
    }
    List<ExpressionFault> faults = new ArrayList<>(unknownNames());
    faults.addAll(new ConstantFaults(expression).all());
    CelValidationResult result = Cel.checker(key.named(), purpose).check(expression.tree());
    if (result.hasError()) {
      List<ExpressionFault> named = List.copyOf(faults);
      new TypeFaults(expression, scope, purpose)
          .of(result).stream()
              .filter(fault -> named.stream().noneMatch(fault::overlaps))
              .forEach(faults::add);
    }
    if (!faults.isEmpty()) {
      return refused(faults);
    }
    CelAbstractSyntaxTree checked = tree(result);
    if (purpose.isTrueOrFalse()) {
      Optional<ExpressionFault> fault = notBoolean(checked).or(this::decidedBeforehand);
      if (fault.isPresent()) {
        return refused(List.of(fault.get()));
      }
    }
    if (purpose.isSaid()) {
      Optional<ExpressionFault> fault = severalValues(checked);
      if (fault.isPresent()) {
        return refused(List.of(fault.get()));
      }
    }
    try {
      Condition condition =
          new Condition(
              expression,
              CelTypes.columnType(checked.getResultType()),
              Operations.of(expression, checked));
      COMPILED.put(key, condition);
      return new Outcome(Optional.of(condition), List.of());
    } catch (Operations.Unsupported e) {
      Place place = places.of(e.node());
      return refused(
          List.of(
              new ExpressionFault(
                  ConditionIssue.UNKNOWN_NAME,
                  place.from(),
                  place.to(),
                  "Conditions don't have this part of CEL",
                  "Let the query compute it.")));
    }
  }

  private List<ExpressionFault> unknownNames() {
    List<ExpressionFault> faults = new ArrayList<>();
    if (purpose.looksAtAlert()) {
      expression
          .alert()
          .forEach(
              (name, node) -> {
                if (!ConditionNames.ALERT_FIELDS.contains(name)) {
                  faults.add(
                      unknown(
                          ConditionIssue.UNKNOWN_NAME,
                          places.field(node),
                          "An alert has no `%s`".formatted(name),
                          name,
                          ConditionNames.ALERT_FIELDS,
                          "It has " + String.join(", ", ConditionNames.ALERT_FIELDS) + "."));
                }
              });
      return faults;
    }
    expression
        .params()
        .forEach(
            (name, node) -> {
              if (!scope.params().containsKey(name)) {
                faults.add(
                    unknown(
                        ConditionIssue.UNKNOWN_PARAMETER,
                        places.field(node),
                        "The entry has no parameter `%s`".formatted(name),
                        name,
                        scope.params().keySet(),
                        "Declare it under `parameters:` in the front matter."));
              }
            });
    if (!purpose.looksAtRun()) {
      return faults;
    }
    expression
        .remembered()
        .forEach(
            (name, node) -> {
              if (!scope.remembered().containsKey(name)) {
                faults.add(
                    unknown(
                        ConditionIssue.UNKNOWN_REMEMBERED,
                        places.field(node),
                        "No step remembers `%s`".formatted(name),
                        name,
                        scope.remembered().keySet(),
                        "Give it a row in the `Remember | From` table of an earlier step."));
              }
            });
    return faults;
  }

  private static ExpressionFault unknown(
      ConditionIssue code,
      Place place,
      String message,
      String name,
      Collection<String> known,
      String otherwise) {
    return new ExpressionFault(
        code, place.from(), place.to(), message, Nearest.question(name, known).orElse(otherwise));
  }

  private Optional<ExpressionFault> notBoolean(CelAbstractSyntaxTree checked) {
    CelKind kind = checked.getResultType().kind();
    return kind == CelKind.BOOL || kind == CelKind.DYN
        ? Optional.empty()
        : Optional.of(
            whole(
                ConditionIssue.NOT_BOOLEAN,
                "A condition is true or false, but this is "
                    + TypeWords.words(checked.getResultType().name()),
                "Compare it with something."));
  }

  private Optional<ExpressionFault> severalValues(CelAbstractSyntaxTree checked) {
    return switch (checked.getResultType().kind()) {
      case LIST ->
          Optional.of(
              whole(
                  ConditionIssue.SEVERAL_VALUES,
                  "A sentence shows single values, but this is a list",
                  "Make one of them: `.size()`, `.max()`, `.sum()`, or `.join(\", \")` of texts."));
      case STRUCT, MAP ->
          Optional.of(
              whole(
                  ConditionIssue.SEVERAL_VALUES,
                  "A sentence shows single values, but this is several",
                  "Name the one that you mean, such as `row.Failed`."));
      default -> Optional.empty();
    };
  }

  private Optional<ExpressionFault> decidedBeforehand() {
    Possible possible = new PossibleResults(expression).overall();
    if (!possible.yes()) {
      return Optional.of(
          whole(
              ConditionIssue.NEVER_TRUE,
              "This condition never holds",
              "Correct it, or delete the row."));
    }
    if (!possible.no() && !possible.failure()) {
      return Optional.of(
          whole(
              ConditionIssue.ALWAYS_TRUE,
              "This condition always holds",
              "Correct it, or write `otherwise` and put the row last."));
    }
    return Optional.empty();
  }

  private ExpressionFault whole(ConditionIssue code, String message, String hint) {
    return new ExpressionFault(code, 0, expression.text().length(), message, hint);
  }

  private static Outcome refused(List<ExpressionFault> faults) {
    return new Outcome(
        Optional.empty(),
        faults.stream().sorted(Comparator.comparingInt(ExpressionFault::from)).toList());
  }

  private static CelAbstractSyntaxTree tree(CelValidationResult result) {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("errors where none were", e);
    }
  }
}
