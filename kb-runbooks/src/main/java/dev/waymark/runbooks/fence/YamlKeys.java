package dev.waymark.runbooks.fence;

import dev.waymark.model.source.Nearest;
import dev.waymark.model.table.Timespan;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
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

/** The keys of a body of YAML, each with its place, and a collector of what is wrong with them. */
public final class YamlKeys {
  private static final int MOST_CHARACTERS = 64 * 1024;

  /** A scalar of the body. */
  public record Scalar(String text, int from, int to) {}

  private final String kind;
  private final String body;
  private final List<String> known;
  private final Placeholders holes;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final List<BodyFault> faults = new ArrayList<>();

  /**
   * @param kind of the fence, as people call it
   * @param known the keys that it has
   */
  public YamlKeys(String kind, List<String> known, String body, Placeholders holes) {
    this.kind = kind;
    this.known = known;
    this.body = body;
    this.holes = holes;
    if (body.isBlank()) {
      fault(BodyIssue.EMPTY, 0, body.length(), "The " + kind + " fence is empty", keysHint());
    } else if (body.length() > MOST_CHARACTERS) {
      fault(
          BodyIssue.UNREADABLE,
          MOST_CHARACTERS,
          body.length(),
          "The " + kind + " fence is longer than 64 KiB",
          "Keep what names the resource and what to ask of it.");
    } else {
      read();
    }
  }

  private void read() {
    var options = new LoaderOptions();
    options.setNestingDepthLimit(10);
    options.setMaxAliasesForCollections(0);
    try {
      Node root = new Yaml(options).compose(new StringReader(body));
      if (root instanceof MappingNode map) {
        map.getValue().forEach(this::key);
      } else {
        fault(
            BodyIssue.UNREADABLE,
            0,
            body.length(),
            "The " + kind + " fence isn't a map of `key: value`",
            keysHint());
      }
    } catch (MarkedYAMLException e) {
      int at = e.getProblemMark() == null ? 0 : offset(e.getProblemMark());
      unreadable(at, YamlProblem.of(e));
    } catch (YAMLException e) {
      unreadable(0, YamlProblem.of(e));
    }
  }

  private void unreadable(int at, String problem) {
    String hint =
        body.contains("[$") || body.contains(", $")
            ? "Put `${name}` in quotes where it stands in a list: `[\"${name}\"]`."
            : "Write one `key: value` a line, and check quotes, brackets and indentation.";
    fault(
        BodyIssue.UNREADABLE,
        at,
        Math.min(at + 1, body.length()),
        "The " + kind + " fence isn't YAML: " + problem,
        hint);
  }

  private void key(NodeTuple pair) {
    Node key = pair.getKeyNode();
    String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
    int from = offset(key.getStartMark());
    int to = offset(key.getEndMark());
    if (!known.contains(name)) {
      fault(
          BodyIssue.UNKNOWN_KEY,
          from,
          to,
          "The %s fence has no key `%s`".formatted(kind, name),
          Nearest.to(name, known)
              .map(near -> "Did you mean `" + near + "`?")
              .orElseGet(this::keysHint));
    } else if (values.containsKey(name)) {
      fault(
          BodyIssue.UNREADABLE,
          from,
          to,
          "`" + name + "` stands twice in this fence",
          "Keep one of them.");
    } else {
      values.put(name, pair.getValueNode());
    }
  }

  private String keysHint() {
    return "It knows " + quoted(known) + ", one `key: value` a line.";
  }

  /** What is wrong so far. */
  public List<BodyFault> faults() {
    return faults;
  }

  /** The one value of a key; empty if it isn't there or is wrong. */
  public Optional<Scalar> text(String key) {
    Node value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof ScalarNode scalar) {
      return scalar(key, scalar);
    }
    fault(
        BodyIssue.WRONG_VALUE,
        offset(value.getStartMark()),
        end(value),
        "`" + key + ":` takes one value",
        "Write it behind the colon, without brackets.");
    return Optional.empty();
  }

  /** As {@link #text(String)}, of a key that must be there. */
  public Optional<Scalar> required(String key, String example) {
    Optional<Scalar> text = text(key);
    if (text.isEmpty()) {
      missing(key, example);
    }
    return text;
  }

  /** The values of a key: a list, or one value. */
  public List<Scalar> list(String key) {
    Node value = values.get(key);
    List<Scalar> list = new ArrayList<>();
    if (value instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        if (item instanceof ScalarNode scalar) {
          scalar(key, scalar).ifPresent(list::add);
        } else {
          fault(
              BodyIssue.WRONG_VALUE,
              offset(item.getStartMark()),
              end(item),
              "`" + key + ":` takes a list of texts",
              "Write them in brackets, with a comma between two.");
        }
      }
      return list;
    }
    text(key).ifPresent(list::add);
    return list;
  }

  /** A length of time that a source takes. */
  public Optional<Duration> length(String key, Predicate<Duration> taken, String hint) {
    Optional<Scalar> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Predicate<String> place =
        written ->
            Timespan.parse(written)
                .filter(length -> !length.isNegative() && !length.isZero())
                .filter(taken)
                .isPresent();
    if (!holes.fits(text.get().text(), place)) {
      wrong(text.get(), "`%s: %s` can't be asked for".formatted(key, text.get().text()), hint);
      return Optional.empty();
    }
    return Timespan.parse(text.get().text());
  }

  /** Reports a key that has to be there, unless the body can't be read anyway. */
  public void missing(String key, String example) {
    if (faults.isEmpty()) {
      fault(
          BodyIssue.MISSING_KEY,
          0,
          body.length(),
          "The %s fence has no `%s:`".formatted(kind, key),
          "Add `" + key + ": " + example + "`.");
    }
  }

  /** Reports a value. */
  public void wrong(Scalar value, String message, String hint) {
    fault(BodyIssue.WRONG_VALUE, value.from(), value.to(), message, hint);
  }

  /** Warns of an id that stands in the entry. */
  public void hardCoded(Scalar value, String what) {
    fault(
        BodyIssue.HARD_CODED_RESOURCE,
        value.from(),
        value.to(),
        "The " + what + " stands in the entry, so it serves that one only",
        "Declare a parameter under `parameters:` and write `${name}` here.");
  }

  private Optional<Scalar> scalar(String key, ScalarNode node) {
    var scalar = new Scalar(node.getValue().strip(), offset(node.getStartMark()), end(node));
    boolean block =
        node.getScalarStyle() == ScalarStyle.LITERAL || node.getScalarStyle() == ScalarStyle.FOLDED;
    if (block && holes.in(scalar.text())) {
      wrong(
          scalar,
          "No value may stand in a block of text",
          "Write `" + key + ":` and its value in one line.");
      return Optional.empty();
    }
    if (scalar.text().isEmpty()) {
      // Taken for a key that isn't there, it would ask for more than it says.
      wrong(scalar, "`" + key + ":` is empty", "Write its value, or leave the key out.");
      return Optional.empty();
    }
    return Optional.of(scalar);
  }

  private void fault(BodyIssue code, int from, int to, String message, String hint) {
    faults.add(new BodyFault(code, from, to, message, hint));
  }

  /** Where a node ends, without the white space that YAML counts to it. */
  private int end(Node node) {
    int from = offset(node.getStartMark());
    int to = Math.max(from, offset(node.getEndMark()));
    return from + body.substring(from, to).stripTrailing().length();
  }

  /** Marks count code points. */
  private int offset(Mark mark) {
    int points = body.codePointCount(0, body.length());
    return body.offsetByCodePoints(0, Math.min(mark.getIndex(), points));
  }

  /** Words as a message lists them. */
  public static String quoted(List<String> words) {
    return words.stream()
        .map(word -> "`" + word + "`")
        .reduce((a, b) -> a + ", " + b)
        .orElse("nothing");
  }
}
