package dev.waymark.server.forge;

import java.util.Arrays;
import java.util.List;

/** The configured repository as the parts of its name. */
final class RepositoryName {
  private RepositoryName() {}

  /** At least so many parts as the kind of forge needs. */
  static List<String> parts(ForgeConfig config, int atLeast, String shape) {
    List<String> parts =
        Arrays.stream(config.repository().orElse("").strip().split("/"))
            .filter(part -> !part.isEmpty())
            .toList();
    if (parts.size() < atLeast) {
      throw ForgeException.unavailable(
          "waymark.forge.repository isn't of the form " + shape, "Name the repository there.");
    }
    return parts;
  }
}
