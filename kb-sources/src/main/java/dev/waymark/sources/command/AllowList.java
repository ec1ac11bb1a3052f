package dev.waymark.sources.command;

import dev.waymark.runbooks.fence.command.CommandArguments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Commands that may run: a program's command paths, each with every flag that may stand behind it.
 * A verb alone allows nothing, and neither does the beginning of a path or of a flag. In YAML:
 *
 * <pre>{@code
 * az:
 *   flags: --output --query        # behind every path
 *   commands:
 *     apim show: --name --resource-group
 * }</pre>
 *
 * A path of one dot stands for the program without a sub-command.
 */
public final class AllowList {
  private static final String SHIPPED = "az.yaml";
  private static final String NO_PATH = ".";
  private static final int MOST_BYTES = 256 * 1024;
  private static final Predicate<String> PATH_WORD = Pattern.compile("\\S+").asMatchPredicate();

  private final Map<String, Map<String, Set<String>>> programs;

  private AllowList(Map<String, Map<String, Set<String>>> programs) {
    this.programs = programs;
  }

  /** Nothing may run. */
  public static AllowList empty() {
    return new AllowList(Map.of());
  }

  /** The reading commands of {@code az} that come with Waymark. */
  public static AllowList shipped() {
    try (InputStream yaml = AllowList.class.getResourceAsStream(SHIPPED)) {
      if (yaml == null) {
        throw new IllegalStateException(SHIPPED + " is missing");
      }
      return read(SHIPPED, new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * This list with an operator's file added to it.
   *
   * @throws IllegalArgumentException if the file isn't such a list; says where and why
   */
  public AllowList with(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(file + " is larger than 256 KiB");
      }
      return plus(read(file.toString(), Files.readString(file)));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  private AllowList plus(AllowList other) {
    Map<String, Map<String, Set<String>>> all = new LinkedHashMap<>();
    programs.forEach((program, commands) -> all.put(program, new LinkedHashMap<>(commands)));
    other.programs.forEach(
        (program, commands) ->
            all.computeIfAbsent(program, name -> new LinkedHashMap<>()).putAll(commands));
    return new AllowList(all);
  }

  /**
   * Why a command may not run; empty if it may.
   *
   * @param all the program and its arguments
   */
  Optional<String> refuses(List<String> all) {
    Map<String, Set<String>> commands =
        all.isEmpty() ? Map.of() : programs.getOrDefault(all.get(0), Map.of());
    if (commands.isEmpty()) {
      return Optional.of("this program isn't on the list of commands that may run");
    }
    Optional<CommandArguments.Refused> argument = CommandArguments.refused(all);
    if (argument.isPresent()) {
      CommandArguments.Refused refused = argument.orElseThrow();
      return Optional.of("`" + all.get(refused.word()) + "` " + refused.why());
    }
    int end = 1;
    while (end < all.size() && !all.get(end).startsWith("-")) {
      end++;
    }
    List<String> words = all.subList(1, end);
    String path = end == 1 ? NO_PATH : String.join(" ", words);
    Set<String> flags = words.stream().allMatch(PATH_WORD) ? commands.get(path) : null;
    if (flags == null) {
      return Optional.of("`" + path + "` isn't on the list of commands that may run");
    }
    return all.subList(end, all.size()).stream()
        .filter(word -> word.startsWith("-"))
        .map(word -> word.split("=", 2)[0])
        .filter(flag -> !flags.contains(flag))
        .findFirst()
        .map(flag -> "`" + flag + "` isn't on the list of flags of this command");
  }

  static AllowList read(String name, String yaml) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    Object document;
    try {
      document = new Yaml(new SafeConstructor(options)).load(yaml);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
    Map<String, Map<String, Set<String>>> programs = new LinkedHashMap<>();
    map(name, document)
        .forEach((program, commands) -> programs.put(program, commands(name, map(name, commands))));
    return new AllowList(Collections.unmodifiableMap(programs));
  }

  private static Map<String, Set<String>> commands(String name, Map<String, Object> program) {
    List<String> common = words(name, program.getOrDefault("flags", ""));
    Map<String, Set<String>> commands = new LinkedHashMap<>();
    map(name, program.getOrDefault("commands", Map.of()))
        .forEach(
            (path, flags) -> {
              Set<String> all = new HashSet<>(common);
              all.addAll(words(name, flags));
              commands.put(path.strip().replaceAll("\\s+", " "), Set.copyOf(all));
            });
    return commands;
  }

  private static List<String> words(String name, Object flags) {
    if (flags == null) {
      return List.of();
    }
    if (!(flags instanceof String text)) {
      throw new IllegalArgumentException(name + ": expected flags in a line, not " + flags);
    }
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      if (!word.isEmpty() && !word.startsWith("-")) {
        throw new IllegalArgumentException(name + ": “" + word + "” isn't a flag");
      }
      words.add(word);
    }
    return words;
  }

  private static Map<String, Object> map(String name, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(name + ": expected names with a colon behind each");
    }
    Map<String, Object> read = new LinkedHashMap<>();
    map.forEach((key, item) -> read.put(String.valueOf(key), item));
    return read;
  }
}
