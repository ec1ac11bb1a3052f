package dev.waymark.runbooks.parse;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The keys of a YAML mapping and their values, each checked for being what the caller wants. */
final class YamlFields {
  private final YamlText yaml;
  private final IssueCollector issues;
  private final String owner;
  private final SourceSpan span;
  private final Map<String, Field> fields = new LinkedHashMap<>();

  /** A key and its value. */
  record Field(String key, SourceSpan keySpan, Node value) {}

  private YamlFields(YamlText yaml, IssueCollector issues, String owner, SourceSpan span) {
    this.yaml = yaml;
    this.issues = issues;
    this.owner = owner;
    this.span = span;
  }

  /**
   * The fields of a mapping; repeated keys are issues.
   *
   * @param owner what the mapping describes, to be read after "in"
   * @param span where to show that a key is missing
   */
  static YamlFields of(
      YamlText yaml, IssueCollector issues, String owner, SourceSpan span, MappingNode node) {
    YamlFields result = new YamlFields(yaml, issues, owner, span);
    node.getValue().forEach(result::add);
    return result;
  }

  private void add(NodeTuple tuple) {
    SourceSpan keySpan = yaml.span(tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      issues.add(
          FrontMatterIssue.WRONG_TYPE, keySpan, "A key must be a word", "Write `name: value`.");
      return;
    }
    Field field = new Field(key.getValue(), keySpan, tuple.getValueNode());
    if (fields.putIfAbsent(key.getValue(), field) != null) {
      issues.add(
          FrontMatterIssue.DUPLICATE_KEY,
          keySpan,
          "`%s` is given twice in %s".formatted(key.getValue(), owner),
          "Keep one of them.");
    }
  }

  /** Reports keys that nobody reads. */
  YamlFields allow(List<String> known) {
    for (Field field : fields.values()) {
      if (!known.contains(field.key())) {
        issues.add(
            FrontMatterIssue.UNKNOWN_KEY,
            field.keySpan(),
            "`%s` isn't a key of %s".formatted(field.key(), owner),
            Suggestion.hint(field.key(), known));
      }
    }
    return this;
  }

  List<Field> all() {
    return List.copyOf(fields.values());
  }

  /** A key that must stand there; if it doesn't, an issue. */
  void require(String key, String hint) {
    if (!fields.containsKey(key)) {
      issues.add(
          FrontMatterIssue.MISSING_KEY, span, "`%s` is missing in %s".formatted(key, owner), hint);
    }
  }

  /** A value that is one text, number or date; empty if it is missing or something else. */
  Optional<Excerpt> scalar(String key) {
    return node(key).flatMap(node -> scalar(key, node));
  }

  private Optional<Excerpt> scalar(String key, Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      wrongType(key, node, "one value, not a list or mapping");
      return Optional.empty();
    }
    if (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank()) {
      wrongType(key, node, "a value, but nothing stands there");
      return Optional.empty();
    }
    return Optional.of(yaml.excerpt(scalar));
  }

  /** A list of texts; a single text counts as no list. */
  List<Excerpt> list(String key) {
    List<Excerpt> values = new ArrayList<>();
    node(key)
        .ifPresent(
            node -> {
              if (node instanceof SequenceNode sequence) {
                sequence.getValue().forEach(item -> scalar(key, item).ifPresent(values::add));
              } else {
                wrongType(key, node, "a list, as in `%s: [one, two]`".formatted(key));
              }
            });
    return values;
  }

  /** A mapping of names to more. */
  Optional<MappingNode> mapping(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && !(node.get() instanceof MappingNode)) {
      wrongType(key, node.get(), "names, each with what belongs to it behind `name:`");
      return Optional.empty();
    }
    return node.map(MappingNode.class::cast);
  }

  Optional<SourceSpan> spanOf(String key) {
    return node(key).map(yaml::span);
  }

  private Optional<Node> node(String key) {
    return Optional.ofNullable(fields.get(key)).map(Field::value);
  }

  private void wrongType(String key, Node node, String expected) {
    SourceSpan where = yaml.span(node);
    if (where.start() == where.end()) {
      where = Optional.ofNullable(fields.get(key)).map(Field::keySpan).orElse(where);
    }
    issues.add(
        FrontMatterIssue.WRONG_TYPE,
        where,
        "`%s` in %s takes %s".formatted(key, owner, expected),
        "Change the value, or remove `%s` if it is optional.".formatted(key));
  }
}
