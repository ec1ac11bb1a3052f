package dev.waymark.runbooks.query.azure;

import dev.waymark.model.table.Timespan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The keys of a fence whose body is YAML. */
final class YamlBody {
  private static final int MOST = 64 * 1024;

  private final String kind;
  private final Map<String, Object> values;

  private YamlBody(String kind, Map<String, Object> values) {
    this.kind = kind;
    this.values = values;
  }

  static YamlBody of(String kind, String text, Set<String> keys) {
    if (text.length() > MOST) {
      throw new WrongBody("The " + kind + " fence is too long", "Write less than 64 KiB.");
    }
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(10);
    Object read;
    try {
      read = new Yaml(new SafeConstructor(options)).load(text);
    } catch (YAMLException e) {
      throw new WrongBody(
          "The %s fence is no YAML: %s"
              .formatted(kind, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          "Write one `key: value` a line.");
    }
    if (!(read instanceof Map<?, ?> map)) {
      throw new WrongBody(
          "The " + kind + " fence isn't a map of `key: value`",
          "Write one `key: value` a line: " + String.join(", ", sorted(keys)) + ".");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (!keys.contains(String.valueOf(key))) {
            throw new WrongBody(
                "The %s fence has no key `%s`".formatted(kind, key),
                "It knows " + String.join(", ", sorted(keys)) + ".");
          }
          if (value != null) {
            values.put(String.valueOf(key), value);
          }
        });
    return new YamlBody(kind, values);
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(String::valueOf).filter(v -> !v.isBlank());
  }

  String required(String key, String what) {
    return text(key)
        .orElseThrow(
            () ->
                new WrongBody(
                    "The %s fence has no `%s:`".formatted(kind, key),
                    "Add `" + key + ": " + what + "`."));
  }

  /** A list, or one value. */
  List<String> list(String key) {
    Object value = values.get(key);
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return value == null ? List.of() : List.of(String.valueOf(value));
  }

  Optional<Duration> length(String key) {
    return text(key)
        .map(
            text ->
                Timespan.parse(text)
                    .filter(length -> !length.isNegative() && !length.isZero())
                    .orElseThrow(
                        () ->
                            new WrongBody(
                                "`%s: %s` is no length of time".formatted(key, text),
                                "Write one such as `5m` or `1h`.")));
  }

  private static List<String> sorted(Set<String> keys) {
    return keys.stream().sorted().map(key -> "`" + key + "`").toList();
  }
}
