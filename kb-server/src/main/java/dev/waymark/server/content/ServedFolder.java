package dev.waymark.server.content;

import dev.waymark.runbooks.KnowledgeFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.eclipse.jgit.util.SystemReader;

/**
 * The files of one commit, laid out in a folder of the server's own so that they can be compiled.
 * Only plain files are, at paths within the folder: symbolic links and submodules are left out, and
 * nothing but this class writes there.
 */
final class ServedFolder {
  private static final long LARGEST_FILE = 64L * 1024 * 1024;

  private final Path root;

  /** Names the commit whose files lie there; missing while they are being changed. */
  private final Path mark;

  ServedFolder(Path folder) {
    this.root = folder.resolve("served");
    this.mark = folder.resolve("served.commit");
  }

  Path root() {
    return root;
  }

  /** Has everything laid out anew the next time. */
  void forget() throws IOException {
    Files.deleteIfExists(mark);
  }

  /** The commit whose files lie there; empty where none does, or not wholly. */
  Optional<ObjectId> commit() throws IOException {
    try {
      String id = Files.readString(mark, StandardCharsets.US_ASCII).strip();
      return ObjectId.isId(id) && Files.isDirectory(root)
          ? Optional.of(ObjectId.fromString(id))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * What was laid out.
   *
   * @param changed the paths that are other than before
   * @param tooLarge the paths of files that are too large to be laid out
   */
  record Laid(Set<String> changed, List<String> tooLarge) {}

  /**
   * What of a commit is no plain file of the folder: symbolic links, submodules, paths that lead
   * out of it. Hidden ones are nobody's content.
   */
  List<String> leftOut(Repository repository, ObjectId commit) throws IOException {
    List<String> left = new ArrayList<>();
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(commits.getObjectReader())) {
      walk.addTree(commits.parseCommit(commit).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        String path = walk.getPathString();
        boolean isHidden = path.startsWith(".") || path.contains("/.");
        boolean isFile = GitStore.isFile(walk.getFileMode(0));
        if (!isHidden && (!isFile || (KnowledgeFolder.reads(path) && within(path).isEmpty()))) {
          left.add(path);
        }
      }
    }
    return left;
  }

  /** Lays out another commit; only what differs is written. */
  Laid lay(Repository repository, ObjectId commit) throws IOException {
    Optional<ObjectId> before = commit().filter(id -> GitStore.has(repository, id));
    Files.deleteIfExists(mark);
    if (before.isEmpty()) {
      clear();
    }
    Files.createDirectories(root);
    Set<String> changed = new HashSet<>();
    List<String> tooLarge = new ArrayList<>();
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(commits.getObjectReader())) {
      if (before.isPresent()) {
        walk.addTree(commits.parseCommit(before.orElseThrow()).getTree());
      } else {
        walk.addTree(new EmptyTreeIterator());
      }
      walk.addTree(commits.parseCommit(commit).getTree());
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      List<Found> written = new ArrayList<>();
      while (walk.next()) {
        String path = walk.getPathString();
        if (!KnowledgeFolder.reads(path)) {
          continue;
        }
        Optional<Path> file = within(path);
        FileMode mode = walk.getFileMode(1);
        if (file.isPresent()) {
          changed.add(path);
          delete(file.orElseThrow());
          if (GitStore.isFile(mode)) {
            written.add(new Found(path, file.orElseThrow(), walk.getObjectId(1)));
          }
        }
      }
      for (Found found : written) {
        ObjectLoader loader = commits.getObjectReader().open(found.blob(), Constants.OBJ_BLOB);
        if (loader.getSize() > LARGEST_FILE) {
          tooLarge.add(found.path());
        } else {
          write(found.file(), loader);
        }
      }
    }
    Path unfinished = mark.resolveSibling(mark.getFileName() + ".new");
    Files.writeString(unfinished, commit.name() + "\n", StandardCharsets.US_ASCII);
    Files.move(
        unfinished, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new Laid(changed, tooLarge);
  }

  /** A file of the commit. */
  private record Found(String path, Path file, ObjectId blob) {}

  /** The place of a path that git allows and that lies in the folder. */
  private Optional<Path> within(String path) {
    try {
      SystemReader.getInstance().checkPath(path);
    } catch (CorruptObjectException e) {
      return Optional.empty();
    }
    Path file = root.resolve(path).normalize();
    return file.startsWith(root) && !file.equals(root) ? Optional.of(file) : Optional.empty();
  }

  private void delete(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.deleteIfExists(file);
    for (Path folder = file.getParent();
        folder != null && !folder.equals(root) && Files.isDirectory(folder) && isEmpty(folder);
        folder = folder.getParent()) {
      Files.delete(folder);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().isEmpty();
    }
  }

  private static void write(Path file, ObjectLoader loader) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      loader.copyTo(out);
    }
  }

  private void clear() throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
