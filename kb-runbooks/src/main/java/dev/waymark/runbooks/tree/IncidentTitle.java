package dev.waymark.runbooks.tree;

import dev.waymark.model.entry.FrontMatter;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.run.StepFinding;
import dev.waymark.model.value.ReadableValue;
import dev.waymark.runbooks.condition.Bindings;
import java.util.Map;
import java.util.Optional;

/**
 * What an incident is called when it is opened: what the entry says under {@code incident-title},
 * else the entry's title and the resource that it is about.
 */
public final class IncidentTitle {
  private static final int LONGEST = 200;

  private IncidentTitle() {}

  /** In plain text, on one line, of at most 200 characters. */
  public static String of(Tree tree, Map<String, Object> parameters) {
    String title =
        tree.incidentTitle()
            .flatMap(
                sentence ->
                    sentence.tell(Bindings.withoutAnswer(parameters, Map.of()), Optional.empty()))
            .map(StepFinding::text)
            .orElseGet(() -> ofEntry(tree.entry().frontMatter(), parameters));
    return title.codePointCount(0, title.length()) <= LONGEST
        ? title
        : title.substring(0, title.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  private static String ofEntry(FrontMatter entry, Map<String, Object> parameters) {
    return entry.parameters().stream()
        .filter(parameter -> parameter.type() == ParameterType.RESOURCE)
        .map(Parameter::name)
        .findFirst()
        .flatMap(name -> Optional.ofNullable(parameters.get(name)))
        .map(resource -> entry.title() + ": " + ReadableValue.of(resource, Optional.empty()))
        .orElse(entry.title());
  }
}
