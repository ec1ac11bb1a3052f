package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.source.Excerpt;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Reads one parameter of the front matter. */
final class ParameterParser {
  private static final List<String> KEYS =
      List.of("type", "description", "from", "default", "resource-type", "values");
  private static final Predicate<String> RESOURCE_TYPE =
      Pattern.compile("[A-Za-z]+(?:\\.[A-Za-z]+)+(?:/[A-Za-z0-9]+)+").asMatchPredicate();
  private static final List<String> TYPES =
      Arrays.stream(ParameterType.values()).map(ParameterType::label).toList();

  private final YamlText yaml;
  private final IssueCollector issues;

  ParameterParser(YamlText yaml, IssueCollector issues) {
    this.yaml = yaml;
    this.issues = issues;
  }

  /** The parameter, of type {@code string} where its type can't be read. */
  Optional<Parameter> parse(YamlFields.Field field) {
    if (!Parameter.isName(field.key())) {
      issues.add(
          FrontMatterIssue.BAD_VALUE,
          field.keySpan(),
          "`%s` can't be used as a name in queries".formatted(field.key()),
          "Use letters, digits and _, and begin with a letter.");
      return Optional.empty();
    }
    String owner = "the parameter `" + field.key() + "`";
    if (!(field.value() instanceof MappingNode mapping)) {
      issues.add(
          FrontMatterIssue.WRONG_TYPE,
          field.keySpan(),
          "The parameter `%s` says neither type nor description".formatted(field.key()),
          "Write `%s: {type: string, description: What it is}`.".formatted(field.key()));
      return Optional.of(
          new Parameter(
              field.key(),
              ParameterType.STRING,
              "",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              field.keySpan()));
    }
    return Optional.of(
        read(field, YamlFields.of(yaml, issues, owner, field.keySpan(), mapping).allow(KEYS)));
  }

  private Parameter read(YamlFields.Field field, YamlFields fields) {
    fields.require("type", "Write `type: ` and one of " + String.join(", ", TYPES) + ".");
    fields.require(
        "description", "Say in a few words what to put in: responders are asked with it.");
    Optional<ParameterType> type = type(fields);
    List<String> values =
        type.filter(ParameterType.CHOICE::equals).isPresent() ? choices(field, fields) : List.of();
    if (type.isPresent() && type.get() != ParameterType.CHOICE) {
      refuseValues(fields);
    }
    Optional<Excerpt> defaultValue = fields.scalar("default");
    type.ifPresent(t -> defaultValue.ifPresent(value -> checkDefault(t, value, values)));
    return new Parameter(
        field.key(),
        type.orElse(ParameterType.STRING),
        fields.scalar("description").map(Excerpt::text).orElse(""),
        fields.scalar("from"),
        type.isPresent() ? defaultValue.map(Excerpt::text) : Optional.empty(),
        resourceType(type, fields),
        values,
        field.keySpan());
  }

  private Optional<ParameterType> type(YamlFields fields) {
    Optional<Excerpt> written = fields.scalar("type");
    Optional<ParameterType> type = written.flatMap(value -> ParameterType.ofLabel(value.text()));
    if (written.isPresent() && type.isEmpty()) {
      issues.add(
          FrontMatterIssue.BAD_VALUE,
          written.get().span(),
          "`%s` isn't a type of parameter".formatted(written.get().text()),
          Suggestion.hint(written.get().text(), TYPES));
    }
    return type;
  }

  private List<String> choices(YamlFields.Field field, YamlFields fields) {
    List<String> values = fields.list("values").stream().map(Excerpt::text).toList();
    if (values.isEmpty()) {
      issues.add(
          FrontMatterIssue.MISSING_KEY,
          fields.spanOf("type").orElse(field.keySpan()),
          "The choice `%s` has no values".formatted(field.key()),
          "Write what there is to choose from, such as `values: [blue, green]`.");
    }
    return values;
  }

  private Optional<String> resourceType(Optional<ParameterType> type, YamlFields fields) {
    Optional<Excerpt> written = fields.scalar("resource-type");
    if (written.isPresent() && type.filter(ParameterType.RESOURCE::equals).isEmpty()) {
      issues.add(
          FrontMatterIssue.BAD_VALUE,
          written.get().span(),
          "Only a parameter of type resource has a resource type",
          "Write `type: resource`, or remove the resource type.");
      return Optional.empty();
    }
    Optional<String> read = written.map(Excerpt::text).filter(RESOURCE_TYPE);
    if (written.isPresent() && read.isEmpty()) {
      issues.add(
          FrontMatterIssue.BAD_VALUE,
          written.get().span(),
          "`%s` isn't a resource type".formatted(written.get().text()),
          "Write a provider and a type, such as `resource-type: Microsoft.KeyVault/vaults`.");
    }
    return read;
  }

  private void refuseValues(YamlFields fields) {
    fields
        .spanOf("values")
        .ifPresent(
            span ->
                issues.add(
                    FrontMatterIssue.BAD_VALUE,
                    span,
                    "Only a parameter of type choice has values",
                    "Write `type: choice`, or remove the values."));
  }

  private void checkDefault(ParameterType type, Excerpt value, List<String> values) {
    String text = value.text();
    if (type == ParameterType.CHOICE && !values.isEmpty()) {
      if (!values.contains(text)) {
        badDefault(
            value,
            "The default `%s` isn't one of the values".formatted(text),
            Suggestion.hint(text, values));
      }
    } else if (type.parse(text).isEmpty()) {
      String why =
          type.read(text).fault().filter(fault -> !fault.isEmpty()).map(f -> ": " + f).orElse("");
      badDefault(
          value,
          "The default `%s` isn't of type %s%s".formatted(text, type.label(), why),
          "Write " + type.expectation() + ".");
    }
  }

  private void badDefault(Excerpt value, String message, String hint) {
    issues.add(FrontMatterIssue.BAD_VALUE, value.span(), message, hint);
  }
}
