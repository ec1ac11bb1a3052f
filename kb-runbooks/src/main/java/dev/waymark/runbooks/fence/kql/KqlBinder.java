package dev.waymark.runbooks.fence.kql;

import dev.waymark.kql.syntax.KqlLiteral;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.value.ResourceId;
import dev.waymark.model.value.WorkspaceTarget;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.Template;
import dev.waymark.runbooks.fence.UnboundException;
import dev.waymark.runbooks.fence.UnboundFence;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One {@code let} line a name, then the definitions, in front of the author's own query. */
final class KqlBinder {
  /** The option for a workspace or several, and the parameter that is asked without an option. */
  static final String WORKSPACE = "workspace";

  /** The option for a resource whose logs are asked. */
  static final String RESOURCE = "resource";

  private KqlBinder() {}

  static BoundQuery bind(UnboundFence fence, RunValues values) {
    var text = new StringBuilder();
    for (String name : fence.names()) {
      text.append(let(name, values.get(name)));
    }
    for (String definition : fence.definitions()) {
      text.append(definition).append(";\n");
    }
    int lines = (int) text.chars().filter(c -> c == '\n').count();
    text.append(fence.body());
    return new BoundQuery(
        fence.fence().kind(), text.toString(), withTarget(fence.fence().options(), values, lines));
  }

  private static String let(String name, Object value) {
    return written(name, () -> KqlLiteral.let(name, value));
  }

  /** A value as KQL writes it where it's used. */
  static String literal(String name, Object value) {
    return written(name, () -> KqlLiteral.of(value));
  }

  private static String written(String name, Supplier<String> literal) {
    try {
      return literal.get();
    } catch (IllegalArgumentException e) {
      throw new UnboundException(
          "`" + name + "` can't be written in KQL: " + e.getMessage(),
          "Start again with another value, or take a branch by hand and say why.");
    }
  }

  /** Whom a query is sent to stands in a URL. */
  private static String target(String option, String name, String value) {
    Optional<String> problem =
        option.equals(RESOURCE)
            ? ResourceId.read(value).fault()
            : WorkspaceTarget.read(value).fault();
    problem.ifPresent(
        why -> {
          throw Template.refused(name, "isn't a " + option + " that can be asked: " + why);
        });
    return value;
  }

  private static Map<String, String> withTarget(
      Map<String, String> options, RunValues values, int lines) {
    Map<String, String> bound = new TreeMap<>(options);
    String option = options.containsKey(RESOURCE) ? RESOURCE : WORKSPACE;
    String name = options.getOrDefault(option, option);
    values.find(name).ifPresent(value -> bound.put(option, target(option, name, value.toString())));
    if (lines > 0) {
      bound.put(BoundQuery.BOUND_LINES, Integer.toString(lines));
    }
    return bound;
  }
}
