package dev.waymark.sources.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which commands run, as variables say: {@code WAYMARK_COMMAND_ENABLED}, {@code _ALLOW_LIST},
 * {@code _PATH} and {@code _CONFIGURATION}.
 *
 * @param enabled whether any runs
 */
public record CommandSettings(boolean enabled, CommandPolicy policy) {
  private static final String PREFIX = "WAYMARK_COMMAND_";

  /**
   * What the variables say.
   *
   * @param path where programs are looked for if they don't say
   * @param configuration the folder of {@code az} if they don't say
   * @throws IllegalArgumentException if the list of commands can't be read; says where and why
   */
  public static CommandSettings of(
      Map<String, String> variables, List<Path> path, Path configuration) {
    AllowList shipped = AllowList.shipped();
    AllowList allowed =
        get(variables, "ALLOW_LIST").map(Path::of).map(shipped::with).orElse(shipped);
    return new CommandSettings(
        !get(variables, "ENABLED").equals(Optional.of("false")),
        new CommandPolicy(
            allowed,
            get(variables, "PATH").map(CommandSettings::folders).orElse(path),
            get(variables, "CONFIGURATION").map(Path::of).orElse(configuration)));
  }

  private static List<Path> folders(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .toList();
  }

  private static Optional<String> get(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(PREFIX + name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
