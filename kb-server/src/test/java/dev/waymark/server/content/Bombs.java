package dev.waymark.server.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TreeFormatter;

/** Commits that are small, and stand for a great deal. */
public final class Bombs {
  private Bombs() {}

  /** Makes a repository of some files; its address. */
  public static String repository(Path folder, Map<String, String> files) {
    try (Git git = Git.at(folder)) {
      git.commit("main", "Ann", files);
      return git.url();
    }
  }

  /** Commits a {@link #tree} of a billion files to a repository. */
  public static void bomb(Path folder) throws IOException {
    try (Git git = Git.at(folder)) {
      tree(git, 10, 9);
    }
  }

  /** A tree of a few objects in which each folder holds the next one many times over. */
  static String tree(Git git, int width, int depth) throws IOException {
    try (ObjectInserter inserter = git.repository().newObjectInserter()) {
      ObjectId below = inserter.insert(Constants.OBJ_BLOB, new byte[] {'#', ' ', 'x'});
      FileMode mode = FileMode.REGULAR_FILE;
      for (int level = 0; level < depth; level++) {
        TreeFormatter tree = new TreeFormatter();
        for (int i = 0; i < width; i++) {
          tree.append(level == 0 ? "f" + i + ".md" : "f" + i, mode, below);
        }
        below = inserter.insert(tree);
        mode = FileMode.TREE;
      }
      return commit(git, inserter, below);
    }
  }

  /** Files of zeros, which take up next to nothing until they're written. */
  static String files(Git git, int count, int size) throws IOException {
    try (ObjectInserter inserter = git.repository().newObjectInserter()) {
      ObjectId zeros = inserter.insert(Constants.OBJ_BLOB, new byte[size]);
      TreeFormatter tree = new TreeFormatter();
      for (int i = 0; i < count; i++) {
        tree.append("big%02d.md".formatted(i), FileMode.REGULAR_FILE, zeros);
      }
      return commit(git, inserter, inserter.insert(tree));
    }
  }

  private static String commit(Git git, ObjectInserter inserter, ObjectId tree) throws IOException {
    var eve = new PersonIdent("Eve", "eve@example.com");
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(
        List.copyOf(
            Optional.ofNullable(git.repository().resolve("refs/heads/main")).stream().toList()));
    commit.setAuthor(eve);
    commit.setCommitter(eve);
    commit.setMessage("Small\n");
    ObjectId id = inserter.insert(commit);
    inserter.flush();
    RefUpdate update = git.repository().updateRef("refs/heads/main");
    update.setNewObjectId(id);
    update.setForceUpdate(true);
    update.update();
    return id.name();
  }
}
