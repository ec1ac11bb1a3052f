package dev.waymark.server.content;

import dev.waymark.runbooks.ContentBounds;
import dev.waymark.runbooks.KnowledgeFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A folder as it is; what changes in it is seen by the files' sizes and times. */
final class FolderSource implements ContentSource {
  private static final int MOST_WARNINGS = 20;

  private final ContentState.Kind kind;
  private final Path root;
  private final Clock clock;
  private Map<String, Stamp> seen = Map.of();
  private volatile Optional<Instant> synced = Optional.empty();
  private volatile Optional<ContentProblem> trouble = Optional.empty();
  private volatile List<ContentProblem> warnings = List.of();

  FolderSource(ContentState.Kind kind, Path root, Clock clock) {
    this.kind = kind;
    this.root = root;
    this.clock = clock;
  }

  /** What tells a file's versions apart. */
  private record Stamp(long size, FileTime modified) {}

  @Override
  public ContentState state() {
    return new ContentState(
        kind,
        kind == ContentState.Kind.BUNDLED ? "the entries that come with Waymark" : root.toString(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        synced,
        trouble,
        warnings);
  }

  @Override
  public Path open() {
    try {
      seen = kind == ContentState.Kind.BUNDLED ? Map.of() : list();
    } catch (IOException | UncheckedIOException e) {
      trouble = Optional.of(unreadable());
    }
    return root;
  }

  @Override
  public Optional<ContentChange> sync() {
    if (kind == ContentState.Kind.BUNDLED) {
      return Optional.empty();
    }
    Map<String, Stamp> now;
    try {
      now = list();
    } catch (IOException | UncheckedIOException e) {
      trouble = Optional.of(unreadable());
      return Optional.empty();
    }
    trouble = Optional.empty();
    synced = Optional.of(clock.instant());
    Set<String> changed = difference(seen, now);
    seen = now;
    return changed.isEmpty() ? Optional.empty() : Optional.of(new ContentChange(root, changed));
  }

  @Override
  public void served() {
    // The files are where they were.
  }

  private static ContentProblem tooMuch(String path, String why) {
    return new ContentProblem(
        "Changes aren't followed from `%s` on: the folder has %s.".formatted(path, why),
        "Take out what isn't content, or serve a smaller folder.");
  }

  private ContentProblem unreadable() {
    return new ContentProblem(
        "The folder " + root + " can't be read.",
        "Bring it back, or start the server with another --content. What was read before is served"
            + " until then.");
  }

  private static Set<String> difference(Map<String, Stamp> before, Map<String, Stamp> now) {
    Set<String> changed = new HashSet<>();
    now.forEach(
        (path, stamp) -> {
          if (!stamp.equals(before.get(path))) {
            changed.add(path);
          }
        });
    before.keySet().stream().filter(path -> !now.containsKey(path)).forEach(changed::add);
    return changed;
  }

  /** Where in the folder, unless it lies there directly. */
  private String within(String path) {
    String file = root.relativize(Path.of(path)).toString().replace('\\', '/');
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "" : "In `" + file.substring(0, slash) + "`: ";
  }

  private Map<String, Stamp> list() throws IOException {
    Map<String, Stamp> files = new HashMap<>();
    ContentBounds bounds = new ContentBounds();
    List<ContentProblem> beyond = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String path = within(folder);
            if (folder.equals(root)) {
              return FileVisitResult.CONTINUE;
            }
            return folder.getFileName().toString().startsWith(".") || ContentBounds.isBeyond(path)
                ? FileVisitResult.SKIP_SUBTREE
                : counted(path, 0);
          }

          private String within(Path path) {
            return root.relativize(path).toString().replace('\\', '/');
          }

          private FileVisitResult counted(String path, long size) {
            Optional<String> why = bounds.add(path, size);
            why.ifPresent(reason -> beyond.add(tooMuch(path, reason)));
            return why.isPresent() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = within(file);
            boolean isRead = attributes.isRegularFile() && KnowledgeFolder.reads(path);
            if (isRead) {
              files.put(path, new Stamp(attributes.size(), attributes.lastModifiedTime()));
            }
            return counted(path, isRead ? attributes.size() : 0);
          }
        });
    KnowledgeFolder.leftOut(root).stream()
        .map(
            issue ->
                new ContentProblem(
                    within(issue.file().path()) + issue.message() + ".", issue.hint()))
        .forEach(beyond::add);
    warnings = beyond.stream().limit(MOST_WARNINGS).toList();
    return files;
  }
}
