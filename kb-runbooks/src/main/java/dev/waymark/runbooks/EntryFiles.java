package dev.waymark.runbooks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds entries in folders. Symbolic links are not followed, so that nothing outside is read. */
final class EntryFiles {
  private static final String EXTENSION = ".md";
  private static final Set<String> NOT_ENTRIES = Set.of("readme.md");

  /** What is built, and the records of incidents, which are Markdown but no entries. */
  private static final Set<String> NO_ENTRIES_BELOW = Set.of("target", "incidents");

  private EntryFiles() {}

  /**
   * Whether a file in a folder would be found there.
   *
   * @param path of the file, relative to the folder, with slashes
   */
  static boolean isEntryAt(String path) {
    String[] names = path.split("/");
    for (int i = 0; i < names.length - 1; i++) {
      if (!holdsEntries(names[i])) {
        return false;
      }
    }
    return isEntry(names[names.length - 1]);
  }

  /** The files of some paths, each once, those of a folder in the order of their paths. */
  static List<Path> below(List<Path> paths) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(inFolder(path));
      } else if (Files.exists(path)) {
        files.add(path);
      } else {
        throw new NoSuchFileException(path.toString());
      }
    }
    return List.copyOf(files);
  }

  private static Collection<Path> inFolder(Path root) throws IOException {
    Set<Path> files = new TreeSet<>(Comparator.comparing(Path::toString));
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(root) || holdsEntries(nameOf(folder))
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isEntry(nameOf(file))) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static boolean holdsEntries(String folder) {
    return !folder.startsWith(".")
        && !NO_ENTRIES_BELOW.contains(folder)
        && !folder.endsWith(".scenarios");
  }

  private static boolean isEntry(String file) {
    return file.endsWith(EXTENSION)
        && !file.startsWith(".")
        && !NOT_ENTRIES.contains(file.toLowerCase(java.util.Locale.ROOT));
  }

  /** Folders in a jar may be named with a slash at the end. */
  private static String nameOf(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }
}
