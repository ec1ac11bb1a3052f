package dev.waymark.runbooks.scenario;

import dev.waymark.runbooks.scenario.ScenarioFolder.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The texts of a scenario's folder, all at once, so that they can be kept and laid out again. */
public final class ScenarioFiles {
  private static final int MOST_FILES = 2_000;
  private static final int MOST_BYTES = 32 * 1024 * 1024;
  private static final int DEEPEST = 3;

  private ScenarioFiles() {}

  /**
   * The texts by their paths, with slashes. What isn't text and what lies outside of the folder is
   * left out: a scenario doesn't read it either.
   *
   * @return empty if they are more than 32 MiB or 2,000 files
   */
  public static Optional<SortedMap<String, String>> read(Scenario scenario) {
    SortedMap<String, String> texts = new TreeMap<>();
    boolean isWhole = read(new ScenarioFolder(scenario.folder()), "", 1, texts, new Room());
    return isWhole ? Optional.of(Collections.unmodifiableSortedMap(texts)) : Optional.empty();
  }

  private static final class Room {
    private int left = MOST_BYTES;
  }

  private static boolean read(
      ScenarioFolder folder, String below, int depth, Map<String, String> texts, Room room) {
    for (String name : below.isEmpty() ? folder.names() : folder.names(below)) {
      if (folder.isFolder(name)) {
        if (depth < DEEPEST && !read(folder, name, depth + 1, texts, room)) {
          return false;
        }
      } else if (folder.read(name, room.left) instanceof Content.Text text) {
        room.left -= text.text().getBytes(StandardCharsets.UTF_8).length;
        texts.put(name, text.text());
      } else if (folder.isLargerThan(name, room.left)) {
        return false;
      }
      if (texts.size() > MOST_FILES) {
        return false;
      }
    }
    return true;
  }

  /**
   * Lays texts out below a folder, which is made.
   *
   * @throws IllegalArgumentException if a path leads out of it
   */
  public static void write(Map<String, String> texts, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = folder.resolve(text.getKey()).normalize();
      if (!file.startsWith(folder) || file.equals(folder)) {
        throw new IllegalArgumentException("no file of the folder: " + text.getKey());
      }
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
  }
}
