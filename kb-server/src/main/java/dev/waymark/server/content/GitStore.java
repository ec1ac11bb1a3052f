package dev.waymark.server.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
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
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * A bare repository in the data folder: commits, files and refs. Nothing is checked out; commits
 * are made from an index in memory.
 */
final class GitStore implements AutoCloseable {
  private static final String COMMITTER = "Waymark";
  private static final String COMMITTER_EMAIL = "waymark@localhost";
  private static final int LARGEST_TEXT = 1024 * 1024;

  private final Repository repository;
  private final Clock clock;

  private GitStore(Repository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** Opens the repository, and creates it if it doesn't exist. */
  static GitStore open(Path folder, String branch, Clock clock) throws IOException {
    IsolatedSystemReader.install();
    Repository repository = BoundedRepository.at(folder);
    if (!repository.getObjectDatabase().exists()) {
      repository.create(true);
      RefUpdate head = repository.updateRef(Constants.HEAD);
      head.disableRefLog();
      head.link(Constants.R_HEADS + branch);
    }
    return new GitStore(repository, clock);
  }

  Repository repository() {
    return repository;
  }

  @Override
  public void close() {
    repository.close();
  }

  Optional<ObjectId> resolve(String ref) throws IOException {
    return Optional.ofNullable(repository.exactRef(ref)).map(found -> found.getObjectId());
  }

  ContentCommit commit(ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return commit(walk.parseCommit(id));
    }
  }

  private static ContentCommit commit(RevCommit commit) {
    PersonIdent author = commit.getAuthorIdent();
    return new ContentCommit(
        commit.getName(), author.getName(), author.getWhenAsInstant(), commit.getShortMessage());
  }

  /** Whether the first commit is the second or one of those before it. */
  boolean isBefore(ObjectId earlier, ObjectId later) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.isMergedInto(walk.parseCommit(earlier), walk.parseCommit(later));
    }
  }

  /** Whether an object is here; not so if that can't be found out. */
  boolean has(ObjectId object) {
    return has(repository, object);
  }

  static boolean has(Repository repository, ObjectId object) {
    try {
      return repository.getObjectDatabase().has(object);
    } catch (IOException e) {
      return false;
    }
  }

  /** The newest commit that both have; the first itself if they have none. */
  ObjectId mergeBase(ObjectId one, ObjectId other) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(one));
      walk.markStart(walk.parseCommit(other));
      RevCommit base = walk.next();
      return base == null ? one : base.getId();
    }
  }

  /** A file's bytes in a commit; empty if there is no such file. */
  Optional<byte[]> read(ObjectId commit, String path) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return read(walk.getObjectReader(), walk.parseCommit(commit).getTree(), path);
    }
  }

  private static Optional<byte[]> read(ObjectReader reader, RevTree tree, String path)
      throws IOException {
    Optional<ObjectId> blob = find(reader, tree, path);
    return blob.isEmpty() ? Optional.empty() : read(reader, blob.orElseThrow());
  }

  private static Optional<byte[]> read(ObjectReader reader, ObjectId blob) throws IOException {
    ObjectLoader loader = reader.open(blob, Constants.OBJ_BLOB);
    return loader.getSize() > LARGEST_TEXT
        ? Optional.empty()
        : Optional.of(loader.getBytes(LARGEST_TEXT));
  }

  /** The bytes of a file's version; empty if it is too large for a text. */
  Optional<byte[]> read(ObjectId blob) throws IOException {
    try (ObjectReader reader = repository.newObjectReader()) {
      return read(reader, blob);
    }
  }

  /**
   * All texts of a commit by their paths; files that aren't text, or are too large for one, are
   * left out.
   */
  Map<String, String> texts(ObjectId commit) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(commits.getObjectReader())) {
      walk.addTree(commits.parseCommit(commit).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        if (isFile(walk.getFileMode(0))) {
          String path = walk.getPathString();
          read(commits.getObjectReader(), walk.getObjectId(0))
              .flatMap(GitStore::text)
              .ifPresent(text -> texts.put(path, text));
        }
      }
    }
    return texts;
  }

  private static Optional<ObjectId> find(ObjectReader reader, RevTree tree, String path)
      throws IOException {
    try (TreeWalk file = TreeWalk.forPath(reader, path, tree)) {
      return file != null && isFile(file.getFileMode(0))
          ? Optional.of(file.getObjectId(0))
          : Optional.empty();
    }
  }

  /** The text of bytes that are UTF-8. */
  static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  static boolean isFile(FileMode mode) {
    return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
  }

  /**
   * What a file became in a commit.
   *
   * @param blob absent if the commit deleted it
   */
  record Version(ContentCommit commit, Optional<ObjectId> blob) {}

  /** The commits that changed a file, newest first, with what they made of it. */
  List<Version> versions(ObjectId from, String path, int most) throws IOException {
    List<Version> versions = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository);
        RevWalk trees = new RevWalk(repository)) {
      walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
      walk.markStart(walk.parseCommit(from));
      for (RevCommit commit : walk) {
        if (versions.size() == most) {
          break;
        }
        RevTree tree = trees.parseCommit(commit).getTree();
        versions.add(new Version(commit(commit), find(trees.getObjectReader(), tree, path)));
      }
    }
    return versions;
  }

  /** The id that a text has as a file. */
  static ObjectId blobOf(byte[] bytes) {
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      return formatter.idFor(Constants.OBJ_BLOB, bytes);
    }
  }

  /** The newest commit that changed a file. */
  Optional<ContentCommit> lastChange(ObjectId from, String path) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
      walk.markStart(walk.parseCommit(from));
      return Optional.ofNullable(walk.next()).map(GitStore::commit);
    }
  }

  /** A tree with some files put in the place of others. */
  ObjectId tree(ObjectId tree, Map<String, byte[]> files) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter();
        ObjectReader reader = repository.newObjectReader()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
      builder.finish();
      DirCacheEditor editor = index.editor();
      for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
        ObjectId blob = inserter.insert(Constants.OBJ_BLOB, file.getValue());
        editor.add(
            new DirCacheEditor.PathEdit(file.getKey()) {
              @Override
              public void apply(DirCacheEntry entry) {
                if (!isFile(entry.getFileMode())) {
                  entry.setFileMode(FileMode.REGULAR_FILE);
                }
                entry.setObjectId(blob);
              }
            });
      }
      editor.finish();
      ObjectId written = index.writeTree(inserter);
      inserter.flush();
      return written;
    }
  }

  /** A tree of just some files. */
  ObjectId tree(Map<String, byte[]> files) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
        builder.add(entry);
      }
      builder.finish();
      ObjectId tree = index.writeTree(inserter);
      inserter.flush();
      return tree;
    }
  }

  ObjectId treeOf(ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(commit).getTree().getId();
    }
  }

  /** Writes a commit; no ref knows it yet. */
  ObjectId write(
      ObjectId tree, List<ObjectId> parents, Optional<Proposal.Person> author, String message)
      throws IOException {
    PersonIdent committer =
        new PersonIdent(COMMITTER, COMMITTER_EMAIL, clock.instant(), ZoneOffset.UTC);
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    commit.setCommitter(committer);
    commit.setAuthor(
        author
            .map(
                person ->
                    new PersonIdent(person.name(), person.email(), clock.instant(), ZoneOffset.UTC))
            .orElse(committer));
    commit.setMessage(message.stripTrailing() + "\n");
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  /**
   * Moves a ref, unless somebody else has moved it meanwhile.
   *
   * @param from where it is; the zero id if it doesn't exist yet
   */
  boolean move(String ref, ObjectId from, ObjectId to) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setExpectedOldObjectId(from);
    update.setNewObjectId(to);
    update.disableRefLog();
    update.setForceUpdate(true);
    return switch (update.update()) {
      case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> true;
      default -> false;
    };
  }

  /**
   * What comes of bringing one branch into another.
   *
   * @param commit where the other one then stands; absent if the two conflict
   */
  record Merge(Optional<ObjectId> commit, List<String> conflicts) {}

  /** Brings a commit into another one, with a commit of both only if it must be. */
  Merge mergeInto(ObjectId ours, ObjectId theirs, String message) throws IOException {
    if (isBefore(theirs, ours)) {
      return new Merge(Optional.of(ours), List.of());
    }
    if (isBefore(ours, theirs)) {
      return new Merge(Optional.of(theirs), List.of());
    }
    Merged merged = merge(ours, theirs);
    if (merged.tree().isEmpty()) {
      return new Merge(Optional.empty(), merged.conflicts());
    }
    ObjectId commit =
        write(merged.tree().orElseThrow(), List.of(ours, theirs), Optional.empty(), message);
    return new Merge(Optional.of(commit), List.of());
  }

  /** A tree of both; empty if they conflict. */
  Optional<ObjectId> mergedTree(ObjectId ours, ObjectId theirs) throws IOException {
    return merge(ours, theirs).tree();
  }

  /** A tree of both, or where they conflict. */
  private record Merged(Optional<ObjectId> tree, List<String> conflicts) {}

  private Merged merge(ObjectId ours, ObjectId theirs) throws IOException {
    ResolveMerger merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      merger.setObjectInserter(inserter);
      if (merger.merge(ours, theirs)) {
        inserter.flush();
        return new Merged(Optional.of(merger.getResultTreeId()), List.of());
      }
    }
    List<String> conflicts = new ArrayList<>(merger.getUnmergedPaths());
    if (merger.getFailingPaths() != null) {
      conflicts.addAll(merger.getFailingPaths().keySet());
    }
    return new Merged(Optional.empty(), conflicts);
  }
}
