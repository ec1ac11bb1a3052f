package dev.waymark.runbooks.alert;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.condition.Bindings;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.condition.ConditionResult;
import dev.waymark.runbooks.condition.Conditions;
import dev.waymark.runbooks.condition.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * That an alert opens an entry.
 *
 * @param condition the first one of the entry's that holds, as its author wrote it
 * @param seen the values of the alert that it looked at
 * @param parameters what the alert says of the entry's parameters, as people write them
 */
public record AlertMatch(String condition, String seen, Map<String, String> parameters) {
  public AlertMatch {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Whether an alert opens an entry. A condition that can't be evaluated, since the alert doesn't
   * say what it looks at, doesn't hold.
   */
  public static Optional<AlertMatch> of(Entry entry, Alert alert) {
    Bindings bindings = Bindings.of(alert);
    for (Excerpt written : entry.frontMatter().alerts()) {
      Optional<Condition> condition = Conditions.compileAlert(entry.source(), written).value();
      if (condition.isPresent()
          && condition.orElseThrow().evaluate(bindings) instanceof ConditionResult.Holds holds) {
        return Optional.of(
            new AlertMatch(
                written.text().strip(), holds.explanation(), parameters(entry, bindings)));
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> parameters(Entry entry, Bindings bindings) {
    Map<String, String> given = new LinkedHashMap<>();
    for (Parameter parameter : entry.frontMatter().parameters()) {
      parameter
          .from()
          .flatMap(from -> Conditions.compileAlertValue(entry.source(), from).value())
          .map(from -> from.value(bindings))
          .ifPresent(
              value -> {
                if (value instanceof Value.Found found) {
                  given.put(parameter.name(), text(found.value()));
                }
              });
    }
    return given;
  }

  private static String text(Object value) {
    return value instanceof Duration length ? Timespan.format(length) : String.valueOf(value);
  }
}
