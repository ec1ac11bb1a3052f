package dev.waymark.runbooks.run;

import dev.waymark.model.entry.Parameter;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.runbooks.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parameters that one asking of a query changes. They hold for that query and for reading its
 * answer; the run's own stay. The query keeps them among its options, so that the record says what
 * was asked.
 */
final class ScopeSwitch {
  private static final String PREFIX = "changed.";

  private ScopeSwitch() {}

  /** A query that tells what was changed for it, as it was written. */
  static BoundQuery mark(BoundQuery query, Map<String, String> changed) {
    Map<String, String> options = new TreeMap<>(query.options());
    changed.forEach((name, text) -> options.put(PREFIX + name, text.strip()));
    return new BoundQuery(query.kind(), query.text(), options);
  }

  /** What was changed for a query. */
  static Map<String, String> of(BoundQuery query) {
    Map<String, String> changed = new TreeMap<>();
    query.options().entrySet().stream()
        .filter(option -> option.getKey().startsWith(PREFIX))
        .forEach(
            option -> changed.put(option.getKey().substring(PREFIX.length()), option.getValue()));
    return changed;
  }

  /** The changed parameters, read as the entry declares them. */
  static ParameterValues read(Tree tree, Map<String, String> changed) {
    List<Parameter> declared =
        tree.entry().frontMatter().parameters().stream()
            .filter(parameter -> changed.containsKey(parameter.name()))
            .toList();
    return ParameterValues.read(declared, changed);
  }

  /** A run's parameters with the changed ones in place of its own. */
  static Map<String, Object> parameters(Tree tree, RunState state, Map<String, String> changed) {
    Map<String, Object> parameters = new LinkedHashMap<>(state.parameters());
    parameters.putAll(read(tree, changed).values());
    return parameters;
  }
}
