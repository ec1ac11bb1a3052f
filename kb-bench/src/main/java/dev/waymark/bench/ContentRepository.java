package dev.waymark.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
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
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A bare repository of generated entries, in which somebody commits. */
final class ContentRepository implements AutoCloseable {
  private static final String BRANCH = Constants.R_HEADS + "main";

  private final Path folder;
  private final Repository repository;
  private final DirCache index = DirCache.newInCore();

  private ContentRepository(Path folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
  }

  static ContentRepository create(Path folder, GeneratedEntries entries) throws IOException {
    Repository repository =
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    repository.create(true);
    repository.updateRef(Constants.HEAD).link(BRANCH);
    ContentRepository made = new ContentRepository(folder, repository);
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < entries.texts().size(); i++) {
      files.put(GeneratedEntries.file(i), entries.texts().get(i));
    }
    made.commit(files);
    return made;
  }

  Path folder() {
    return folder;
  }

  void commit(Map<String, String> files) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCacheEditor editor = index.editor();
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        ObjectId blob =
            inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8));
        editor.add(
            new DirCacheEditor.PathEdit(file.getKey()) {
              @Override
              public void apply(DirCacheEntry entry) {
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(blob);
              }
            });
      }
      editor.finish();
      PersonIdent author = new PersonIdent("Bench", "bench@example.com");
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      ObjectId before = repository.resolve(BRANCH);
      if (before != null) {
        commit.setParentId(before);
      }
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage("Change entries");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = repository.updateRef(BRANCH);
      update.setNewObjectId(id);
      update.update();
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
