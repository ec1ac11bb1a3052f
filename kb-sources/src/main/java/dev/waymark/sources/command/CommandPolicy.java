package dev.waymark.sources.command;

import java.nio.file.Path;
import java.util.List;

/**
 * Which commands run here, and in what surroundings.
 *
 * @param allowed what may run
 * @param path folders in which programs are looked for
 * @param configuration the folder in which programs such as {@code az} find their configuration and
 *     their login, apart from any person's; empty at first
 */
public record CommandPolicy(AllowList allowed, List<Path> path, Path configuration) {
  public CommandPolicy {
    path = List.copyOf(path);
  }
}
