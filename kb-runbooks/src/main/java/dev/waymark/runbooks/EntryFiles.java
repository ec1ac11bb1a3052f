package dev.waymark.runbooks;

import dev.waymark.model.entry.EntryFile;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds entries in folders. Symbolic links are not followed, so that nothing outside is read; they
 * and other repositories within are named as left out.
 */
final class EntryFiles {
  private static final String SCENARIOS = ".scenarios";

  /** What is built, and the records of incidents, which are Markdown but no entries. */
  private static final Set<String> NO_ENTRIES_BELOW = Set.of("target", "incidents");

  private EntryFiles() {}

  /**
   * What lies below some paths.
   *
   * @param files each once, those of a folder in the order of their paths
   * @param issues what looks like content and isn't read
   */
  record Found(Collection<Path> files, List<Issue> issues) {}

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
    return EntryFile.isEntry(names[names.length - 1]);
  }

  /** The entry's file of a path without its ending. */
  static Optional<Path> ofStem(Path stem) {
    Path folder = stem.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    String name = nameOf(stem);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> isEntryOf(name, file))
          .min(Comparator.comparing(Path::toString))
          .map(file -> stem.resolveSibling(file.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEntryOf(String stem, Path file) {
    String name = nameOf(file);
    return EntryFile.isEntry(name)
        && EntryFile.stem(name).equals(stem)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** What lies below some files and folders. */
  static Found below(List<Path> paths) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    List<Issue> issues = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        Walk walk = new Walk(path);
        Files.walkFileTree(path, walk);
        files.addAll(walk.files);
        issues.addAll(walk.issues());
      } else if (Files.exists(path)) {
        files.add(path);
      } else {
        throw new NoSuchFileException(path.toString());
      }
    }
    return new Found(files, issues);
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Set<Path> files = new TreeSet<>(Comparator.comparing(Path::toString));
    private final Set<Path> scenarios = new TreeSet<>(Comparator.comparing(Path::toString));
    private final List<Issue> left = new ArrayList<>();
    private final ContentBounds bounds = new ContentBounds();

    Walk(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (folder.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      if (ContentBounds.isBeyond(within(folder))) {
        left.add(
            issue(
                ContentIssue.BEYOND_BOUNDS,
                folder,
                "This folder isn't read: it lies too deep, or its name is too long",
                ContentBounds.whyBeyond()));
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (isTooMuch(folder, 0)) {
        return FileVisitResult.TERMINATE;
      }
      String name = nameOf(folder);
      if (name.endsWith(SCENARIOS) && !name.startsWith(".")) {
        scenarios.add(folder);
      }
      if (!holdsEntries(name)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (Files.isRegularFile(folder.resolve(".git"))) {
        left.add(
            issue(
                ContentIssue.SUBMODULE,
                folder,
                "`%s` is a submodule, which isn't read".formatted(name),
                "Serve it as separate content, or replace it with its files."));
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = nameOf(file);
      boolean isEntry = attributes.isRegularFile() && EntryFile.isEntry(name);
      if (isTooMuch(file, isEntry ? attributes.size() : 0)) {
        return FileVisitResult.TERMINATE;
      }
      if (isEntry) {
        files.add(file);
      } else if (attributes.isSymbolicLink() && !name.startsWith(".")) {
        left.add(
            issue(
                ContentIssue.SYMBOLIC_LINK,
                file,
                "`%s` is a symbolic link, which isn't followed".formatted(name),
                "Replace it with what it points to."));
      }
      return FileVisitResult.CONTINUE;
    }

    private String within(Path path) {
      return root.relativize(path).toString().replace('\\', '/');
    }

    /** What has been found so far is read, and the rest isn't. */
    private boolean isTooMuch(Path path, long size) {
      Optional<String> why = bounds.add(within(path), size);
      why.ifPresent(
          reason ->
              left.add(
                  issue(
                      ContentIssue.BEYOND_BOUNDS,
                      path,
                      "Nothing from here on is read: the folder has " + reason,
                      "Remove what isn't content, or serve a smaller folder.")));
      return why.isPresent();
    }

    List<Issue> issues() {
      List<Issue> issues = new ArrayList<>(left);
      for (Path folder : scenarios) {
        String name = nameOf(folder);
        String stem = name.substring(0, name.length() - SCENARIOS.length());
        boolean belongs =
            files.stream()
                .filter(file -> Objects.equals(file.getParent(), folder.getParent()))
                .anyMatch(file -> EntryFile.stem(nameOf(file)).equals(stem));
        if (!belongs) {
          issues.add(
              issue(
                  ContentIssue.SCENARIOS_WITHOUT_ENTRY,
                  folder,
                  "The scenarios in `%s` have no entry: there is no `%s.md` beside the folder"
                      .formatted(name, stem),
                  "Rename the folder after the entry's file, or remove it."));
        }
      }
      return issues;
    }
  }

  private static Issue issue(ContentIssue code, Path path, String message, String hint) {
    return new Issue(
        code,
        new SourceFile(path.toString().replace('\\', '/'), ""),
        new SourceSpan(0, 0),
        message,
        hint);
  }

  private static boolean holdsEntries(String folder) {
    return !folder.startsWith(".")
        && !NO_ENTRIES_BELOW.contains(folder)
        && !folder.endsWith(SCENARIOS);
  }

  /** Folders in a jar may be named with a slash at the end. */
  private static String nameOf(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }
}
