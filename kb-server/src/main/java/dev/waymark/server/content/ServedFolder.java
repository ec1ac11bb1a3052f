package dev.waymark.server.content;

import dev.waymark.runbooks.ContentBounds;
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

  /** The commit whose files lie there; empty if none does, or not wholly. */
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
   * Looks through a commit before anything of it is laid out: a tree of ten objects may stand for a
   * billion files. Hidden ones are nobody's content.
   */
  Survey survey(Repository repository, ObjectId commit) throws IOException {
    ContentBounds bounds = new ContentBounds();
    List<String> left = new ArrayList<>();
    List<String> beyond = new ArrayList<>();
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(commits.getObjectReader())) {
      walk.addTree(commits.parseCommit(commit).getTree());
      while (walk.next()) {
        String path = walk.getPathString();
        boolean isFile = GitStore.isFile(walk.getFileMode(0));
        boolean isRead = isFile && KnowledgeFolder.reads(path);
        long size = isRead ? size(walk) : 0;
        Optional<String> tooMuch = bounds.add(path, size > LARGEST_FILE ? 0 : size);
        if (tooMuch.isPresent()) {
          return new Survey(left, beyond, Optional.of(new TooMuch(path, tooMuch.orElseThrow())));
        }
        if (path.startsWith(".") || path.contains("/.")) {
          continue;
        }
        if (ContentBounds.isBeyond(path)) {
          beyond.add(path);
        } else if (walk.isSubtree()) {
          walk.enterSubtree();
        } else if (!isFile || (isRead && within(path).isEmpty())) {
          left.add(path);
        }
      }
    }
    return new Survey(left, beyond, Optional.empty());
  }

  private static long size(TreeWalk walk) throws IOException {
    return walk.getObjectReader().getObjectSize(walk.getObjectId(0), Constants.OBJ_BLOB);
  }

  /** Where a commit is larger than content may be, and why. */
  record TooMuch(String path, String why) {}

  /**
   * What of a commit isn't read.
   *
   * @param left symbolic links, submodules, paths that lead out of the folder
   * @param beyond paths that are too long or too deep
   * @param tooMuch why none of the commit is laid out
   */
  record Survey(List<String> left, List<String> beyond, Optional<TooMuch> tooMuch) {}

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
      walk.setFilter(TreeFilter.ANY_DIFF);
      List<Found> written = new ArrayList<>();
      while (walk.next()) {
        String path = walk.getPathString();
        if (ContentBounds.isBeyond(path) || path.startsWith(".") || path.contains("/.")) {
          continue;
        }
        if (walk.isSubtree()) {
          walk.enterSubtree();
          continue;
        }
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
