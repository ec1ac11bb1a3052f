package dev.waymark.runbooks.scenario;

import dev.waymark.model.run.Outcome;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.fence.YamlProblem;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads {@code scenario.yaml}. It is composed to nodes and never constructed to objects: scalars
 * are taken as they are written, and tags mean nothing.
 */
final class ScenarioReader {
  private static final String TITLE = "title";
  private static final String PARAMETERS = "parameters";
  private static final String QUESTIONS = "questions";
  private static final String ACTIONS = "actions";
  private static final String VERIFIED_AFTER = "verified-after";
  private static final String PATH = "path";
  private static final String OUTCOME = "outcome";
  private static final List<String> KEYS =
      List.of(TITLE, PARAMETERS, QUESTIONS, ACTIONS, VERIFIED_AFTER, PATH, OUTCOME);
  private static final int DEEPEST = 10;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final SourceFile file;
  private final Path folder;
  private final List<Issue> issues = new ArrayList<>();

  ScenarioReader(SourceFile file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  StageResult<Scenario> read() {
    Optional<Node> root = compose();
    if (root.isEmpty()) {
      return StageResult.failed(issues);
    }
    Map<String, Node> values = entries(root.get(), "The file");
    values.forEach(this::refuseUnknown);
    String title = required(values, TITLE).flatMap(node -> text(node, TITLE)).orElse("");
    Optional<List<String>> path = required(values, PATH).map(node -> list(node, PATH));
    Optional<Outcome> outcome = required(values, OUTCOME).flatMap(this::outcome);
    Map<String, String> parameters = map(values, PARAMETERS);
    Map<String, String> questions = map(values, QUESTIONS);
    Map<String, String> actions = map(values, ACTIONS);
    Duration verifiedAfter =
        Optional.ofNullable(values.get(VERIFIED_AFTER))
            .flatMap(this::verifiedAfter)
            .orElse(Scenario.VERIFIED_AFTER);
    if (path.isEmpty() || outcome.isEmpty()) {
      return StageResult.failed(issues);
    }
    String name = String.valueOf(folder.getFileName());
    return StageResult.of(
        new Scenario(
            name,
            title,
            folder,
            parameters,
            questions,
            actions,
            verifiedAfter,
            path.get(),
            outcome.get()),
        issues);
  }

  private Optional<Node> compose() {
    var options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    try {
      @Nullable Node root = new Yaml(options).compose(new StringReader(file.text()));
      if (root == null) {
        addNotYaml(new SourceSpan(0, 0), "it is empty");
      }
      return Optional.ofNullable(root);
    } catch (MarkedYAMLException e) {
      int at = offset(e.getProblemMark());
      addNotYaml(new SourceSpan(at, at), YamlProblem.of(e));
    } catch (YAMLException e) {
      addNotYaml(new SourceSpan(0, 0), YamlProblem.of(e));
    }
    return Optional.empty();
  }

  private void addNotYaml(SourceSpan span, String why) {
    issues.add(
        new Issue(
            ScenarioIssue.NOT_YAML,
            file,
            span,
            "`scenario.yaml` can't be understood: " + why,
            "Write plain YAML: `key: value`, lists with `- `, quotes around odd text."));
  }

  private void refuseUnknown(String key, Node value) {
    if (!KEYS.contains(key)) {
      add(
          ScenarioIssue.UNKNOWN_KEY,
          value,
          "A scenario has no key `" + key + "`",
          "Use " + String.join(", ", KEYS) + ".");
    }
  }

  private Optional<Node> required(Map<String, Node> values, String key) {
    Optional<Node> value = Optional.ofNullable(values.get(key));
    if (value.isEmpty()) {
      issues.add(
          new Issue(
              ScenarioIssue.MISSING_KEY,
              file,
              new SourceSpan(0, 0),
              "The scenario has no `" + key + "`",
              "Add `" + key + ":`."));
    }
    return value;
  }

  private Optional<Outcome> outcome(Node node) {
    Optional<String> label = text(node, OUTCOME);
    Optional<Outcome> outcome = label.flatMap(Outcome::ofLabel);
    if (label.isPresent() && outcome.isEmpty()) {
      add(
          ScenarioIssue.UNKNOWN_OUTCOME,
          node,
          "`" + label.get() + "` isn't an outcome",
          "Use one of "
              + Arrays.stream(Outcome.values())
                  .map(Outcome::label)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    return outcome;
  }

  private Optional<Duration> verifiedAfter(Node node) {
    Optional<String> text = text(node, VERIFIED_AFTER);
    Optional<Duration> length =
        text.flatMap(Timespan::parse)
            .filter(time -> !time.isNegative() && !time.isZero())
            .filter(time -> time.compareTo(LONGEST) <= 0);
    if (text.isPresent() && length.isEmpty()) {
      add(
          ScenarioIssue.WRONG_SHAPE,
          node,
          "`" + text.get() + "` isn't how long after an action it's verified",
          "Write a timespan of up to a day, such as 10m.");
    }
    return length;
  }

  private Map<String, String> map(Map<String, Node> values, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Optional.ofNullable(values.get(key))
        .map(node -> entries(node, "`" + key + "`"))
        .orElse(Map.of())
        .forEach((name, node) -> text(node, name).ifPresent(text -> texts.put(name, text)));
    return texts;
  }

  private List<String> list(Node node, String key) {
    if (!(node instanceof SequenceNode sequence)) {
      addShape(node, "`" + key + "`", "a list");
      return List.of();
    }
    return sequence.getValue().stream().flatMap(item -> text(item, key).stream()).toList();
  }

  private Optional<String> text(Node node, String key) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    addShape(node, "`" + key + "`", "a text");
    return Optional.empty();
  }

  private Map<String, Node> entries(Node node, String what) {
    Map<String, Node> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      addShape(node, what, "a map of `key: value`");
      return entries;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        addShape(tuple.getKeyNode(), "A key of " + what, "a text");
      } else if (entries.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
        add(
            ScenarioIssue.DUPLICATE_KEY,
            key,
            "`" + key.getValue() + "` is given twice",
            "Keep one of them.");
      }
    }
    return entries;
  }

  private void addShape(Node node, String what, String expected) {
    add(
        ScenarioIssue.WRONG_SHAPE,
        node,
        what + " isn't " + expected,
        "Write " + expected + " here.");
  }

  private void add(ScenarioIssue code, Node node, String message, String hint) {
    int start = offset(node.getStartMark());
    int end = Math.max(start, offset(node.getEndMark()));
    issues.add(new Issue(code, file, new SourceSpan(start, end), message, hint));
  }

  /** Marks count code points. */
  private int offset(@Nullable Mark mark) {
    if (mark == null) {
      return 0;
    }
    int codePoints = file.text().codePointCount(0, file.text().length());
    return file.text().offsetByCodePoints(0, Math.min(mark.getIndex(), codePoints));
  }
}
