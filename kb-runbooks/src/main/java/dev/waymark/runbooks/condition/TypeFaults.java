package dev.waymark.runbooks.condition;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.table.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** CEL's complaints about names and types, in our words. */
final class TypeFaults {
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern UNDEFINED_FIELD = Pattern.compile("undefined field '([^']*)'.*");
  private static final Pattern NO_OVERLOAD =
      Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*");

  private final ParsedExpression expression;
  private final ExpressionPlaces places;
  private final Scope scope;
  private final Purpose purpose;

  TypeFaults(ParsedExpression expression, Scope scope, Purpose purpose) {
    this.expression = expression;
    this.places = new ExpressionPlaces(expression);
    this.scope = scope;
    this.purpose = purpose;
  }

  /** One fault a mistake: what follows from another fault is left out. */
  List<ExpressionFault> of(CelValidationResult result) {
    List<ExpressionFault> faults = new ArrayList<>();
    List<ExpressionPlaces.Place> covered = new ArrayList<>();
    for (CelIssue issue : result.getErrors()) {
      Optional<CelExpr> node = expression.node(issue.getExprId());
      ExpressionPlaces.Place place =
          node.map(places::of)
              .orElseGet(() -> ExpressionPlaces.of(issue, result.getSource(), expression.text()));
      boolean follows =
          covered.stream().anyMatch(c -> c.from() <= place.from() && place.to() <= c.to());
      if (!follows && node.filter(this::isToldAsName).isEmpty()) {
        faults.add(fault(issue, node, place));
        covered.add(place);
      }
    }
    return faults;
  }

  private ExpressionFault fault(
      CelIssue issue, Optional<CelExpr> node, ExpressionPlaces.Place place) {
    Matcher undeclared = UNDECLARED.matcher(issue.getMessage());
    if (undeclared.matches()) {
      return undeclared(undeclared.group(1), node, place);
    }
    Matcher undefined = UNDEFINED_FIELD.matcher(issue.getMessage());
    if (undefined.matches() && node.isPresent()) {
      return unknownColumn(undefined.group(1), places.field(select(node.orElseThrow())));
    }
    Matcher overload = NO_OVERLOAD.matcher(issue.getMessage());
    if (overload.matches()) {
      return at(
          place,
          ConditionIssue.TYPE,
          TypeWords.mismatch(overload.group(1), overload.group(2)),
          TypeWords.hint(overload.group(1), overload.group(2)));
    }
    return at(
        place,
        ConditionIssue.TYPE,
        "The types don't fit: " + issue.getMessage(),
        "Compare values of one type.");
  }

  /** Parameters and remembered values that nobody knows are told where each is first named. */
  private boolean isToldAsName(CelExpr node) {
    CelExpr select = select(node);
    return select.getKind() == Kind.SELECT
        && (ParsedExpression.isIdentifier(select.select().operand(), ConditionNames.PARAMS)
            || ParsedExpression.isIdentifier(select.select().operand(), ConditionNames.REMEMBERED));
  }

  /** What reads the field: {@code has(row.Column)} stands for its own argument. */
  private CelExpr select(CelExpr node) {
    return ParsedExpression.isCall(node, "has") ? expression.children(node).get(0) : node;
  }

  private ExpressionFault undeclared(
      String name, Optional<CelExpr> node, ExpressionPlaces.Place place) {
    ExpressionPlaces.Place at = node.map(places::name).orElse(place);
    if (node.filter(n -> n.getKind() == Kind.CALL).isPresent()) {
      return at(
          at,
          ConditionIssue.UNKNOWN_NAME,
          "Conditions have no function `%s`".formatted(name),
          Nearest.question(name, ConditionNames.FUNCTIONS)
              .orElse("Let the query compute it; conditions have few functions."));
    }
    return at(at, ConditionIssue.UNKNOWN_NAME, "There is no `%s` here".formatted(name), hint(name));
  }

  private String hint(String name) {
    if (purpose.looksAtAlert()) {
      return "Only `alert` is known here.";
    }
    if (purpose == Purpose.TITLE && name.equals(ConditionNames.REMEMBERED)) {
      return "When an incident is opened nothing is remembered yet; `params` are known.";
    }
    if (!purpose.looksAtRows()
        && (name.equals(ConditionNames.ROW) || name.equals(ConditionNames.ROWS))) {
      return purpose == Purpose.REPLY
          ? "A person answers here, so there are no rows; `params` and `remembered` are known."
          : "When an incident is opened there is no answer yet; `params` are known.";
    }
    if (name.equals(ConditionNames.SINCE)) {
      return "`since` exists only in `#### Verify`, where it is when the action was carried out.";
    }
    if (scope.params().containsKey(name)) {
      return "A parameter is written `params.%s`.".formatted(name);
    }
    if (scope.remembered().containsKey(name)) {
      return "A remembered value is written `remembered.%s`.".formatted(name);
    }
    if (columnNames().contains(name)) {
      return "A column is written `row.%s`, or `rows.exists(r, r.%s …)`.".formatted(name, name);
    }
    List<String> known = known();
    return Nearest.question(
            name, Stream.concat(known.stream(), Stream.of("true", "false")).toList())
        .orElse(
            known.size() == 1
                ? "Only `" + known.getFirst() + "` is known here."
                : "Known are `%s` and `%s`."
                    .formatted(
                        String.join("`, `", known.subList(0, known.size() - 1)), known.getLast()));
  }

  /** The names that stand by themselves. */
  private List<String> known() {
    List<String> known = new ArrayList<>();
    if (purpose.looksAtRows()) {
      known.addAll(List.of(ConditionNames.ROWS, ConditionNames.ROW));
    }
    known.add(ConditionNames.PARAMS);
    if (purpose.looksAtRun()) {
      known.add(ConditionNames.REMEMBERED);
    }
    return known;
  }

  private ExpressionFault unknownColumn(String name, ExpressionPlaces.Place place) {
    Collection<String> columns = columnNames();
    return at(
        place,
        ConditionIssue.UNKNOWN_COLUMN,
        "The answer has no column `%s`".formatted(name),
        Nearest.question(name, columns)
            .orElse(
                columns.isEmpty()
                    ? "The answer has no columns."
                    : "Its columns are " + String.join(", ", columns) + "."));
  }

  private Collection<String> columnNames() {
    Collection<String> names = new TreeSet<>();
    scope.columns().ifPresent(columns -> columns.stream().map(Column::name).forEach(names::add));
    return names;
  }

  private static ExpressionFault at(
      ExpressionPlaces.Place place, ConditionIssue code, String message, String hint) {
    return new ExpressionFault(code, place.from(), place.to(), message, hint);
  }
}
