package dev.waymark.server.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;

/** A bare repository on disk, as another person's git would use it. */
final class Git implements AutoCloseable {
  private final Path folder;
  private final Repository repository;

  private Git(Path folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
  }

  static Git at(Path folder) {
    try {
      IsolatedSystemReader.install();
      awaitMeasuredDisk(folder);
      Repository repository =
          new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
      if (!repository.getObjectDatabase().exists()) {
        repository.create(true);
        repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
      }
      return new Git(folder, repository);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JGit measures each disk once with files of its own, which must be gone when a test ends. */
  private static void awaitMeasuredDisk(Path folder) {
    FS.FileStoreAttributes.setBackground(false);
    FS.FileStoreAttributes.get(folder.toAbsolutePath().getParent());
  }

  String url() {
    return "file://" + folder;
  }

  Repository repository() {
    return repository;
  }

  /** A commit on top of a branch; a file with an empty text is deleted. */
  String commit(String branch, String author, Map<String, String> files) {
    return commit(branch, head(branch), author, files, FileMode.REGULAR_FILE);
  }

  /** A commit of a symbolic link. */
  String link(String branch, String path, String target) {
    return commit(branch, head(branch), "Eve", Map.of(path, target), FileMode.SYMLINK);
  }

  /** A commit of a submodule, which stands at the branch's own head. */
  String submodule(String branch, String path) {
    return commit(branch, head(branch), "Eve", Map.of(path, "elsewhere"), FileMode.GITLINK);
  }

  /** Has HEAD name a branch, be it there or not. */
  void headNames(String branch) {
    try {
      repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + branch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has HEAD name a commit. */
  void detachHead(String commit) {
    try {
      RefUpdate head = repository.updateRef(Constants.HEAD, true);
      head.setNewObjectId(ObjectId.fromString(commit));
      head.forceUpdate();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void deleteBranch(String branch) {
    try {
      RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
      update.setForceUpdate(true);
      update.delete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the whole branch by one commit. */
  String rewrite(String branch, String author, Map<String, String> files) {
    return commit(branch, Optional.empty(), author, files, FileMode.REGULAR_FILE);
  }

  private String commit(
      String branch,
      Optional<ObjectId> parent,
      String author,
      Map<String, String> files,
      FileMode mode) {
    try (ObjectInserter inserter = repository.newObjectInserter();
        RevWalk walk = new RevWalk(repository)) {
      DirCache index = DirCache.newInCore();
      if (parent.isPresent()) {
        DirCacheBuilder builder = index.builder();
        builder.addTree(
            new byte[0],
            0,
            walk.getObjectReader(),
            walk.parseCommit(parent.orElseThrow()).getTree());
        builder.finish();
      }
      DirCacheEditor editor = index.editor();
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        if (file.getValue().isEmpty()) {
          editor.add(new DirCacheEditor.DeletePath(file.getKey()));
          continue;
        }
        ObjectId blob =
            mode.equals(FileMode.GITLINK)
                ? parent.orElseThrow()
                : inserter.insert(
                    Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8));
        editor.add(
            new DirCacheEditor.PathEdit(file.getKey()) {
              @Override
              public void apply(DirCacheEntry entry) {
                entry.setFileMode(mode);
                entry.setObjectId(blob);
              }
            });
      }
      editor.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      parent.ifPresent(commit::setParentId);
      PersonIdent person =
          new PersonIdent(author, author.toLowerCase(java.util.Locale.ROOT) + "@example.com");
      commit.setAuthor(person);
      commit.setCommitter(person);
      commit.setMessage("Change " + String.join(", ", new TreeMap<>(files).keySet()));
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
      update.setNewObjectId(id);
      update.setForceUpdate(true);
      update.update();
      return id.name();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has a branch point to a commit. */
  void reset(String branch, String commit) {
    try {
      RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
      update.setNewObjectId(ObjectId.fromString(commit));
      update.setForceUpdate(true);
      update.update();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<ObjectId> head(String branch) {
    try {
      return Optional.ofNullable(repository.exactRef(Constants.R_HEADS + branch))
          .map(ref -> ref.getObjectId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The branch's newest commit. */
  RevCommit newest(String branch) {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(head(branch).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files of a branch with their texts. */
  Map<String, String> files(String branch) {
    Map<String, String> files = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(newest(branch).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        files.put(
            walk.getPathString(),
            new String(repository.open(walk.getObjectId(0)).getBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  List<String> branches() {
    List<String> names = new ArrayList<>();
    try {
      repository
          .getRefDatabase()
          .getRefsByPrefix(Constants.R_HEADS)
          .forEach(ref -> names.add(ref.getName().substring(Constants.R_HEADS.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  @Override
  public void close() {
    repository.close();
  }
}
