package dev.waymark.server.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.SystemReader;

/** The texts of the repository's files, and the commits that changed them. */
final class FileHistory {
  private static final int MOST_VERSIONS = 20;
  private static final int MOST_REMEMBERED = 5_000;

  private final FollowedRepository repository;
  private final ServedFolder served;
  private final Cache<String, Optional<ContentCommit>> changes =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  private volatile Optional<ObjectId> head = Optional.empty();

  FileHistory(FollowedRepository repository, ServedFolder served) {
    this.repository = repository;
    this.served = served;
  }

  /** Has changes looked for from a commit on. */
  void startAt(ObjectId commit) {
    head = Optional.of(commit);
  }

  /** The newest commit of a file, as far as the repository is known here. */
  Optional<ContentCommit> lastChange(String path) {
    return at((git, commit) -> git.lastChange(commit, path), "", path);
  }

  /** The newest commit of a file that made it the text. */
  Optional<ContentCommit> changeTo(String path, String text) {
    Optional<ObjectId> blob = Optional.of(GitStore.blobOf(text.getBytes(StandardCharsets.UTF_8)));
    return at(
        (git, commit) ->
            git.versions(commit, path, MOST_VERSIONS).stream()
                .filter(version -> version.blob().equals(blob))
                .map(GitStore.Version::commit)
                .findFirst(),
        blob.orElseThrow().name(),
        path);
  }

  /** Something that is read at a commit. */
  private interface Question {
    Optional<ContentCommit> ask(GitStore git, ObjectId commit) throws IOException;
  }

  private Optional<ContentCommit> at(Question question, String kind, String path) {
    Optional<GitStore> git = repository.opened();
    Optional<ObjectId> commit = head;
    return git.isEmpty() || commit.isEmpty()
        ? Optional.empty()
        : at(question, kind, path, git.orElseThrow(), commit.orElseThrow());
  }

  private Optional<ContentCommit> at(
      Question question, String kind, String path, GitStore git, ObjectId commit) {
    String key = commit.name() + ":" + kind + ":" + path;
    Optional<ContentCommit> known = changes.getIfPresent(key);
    if (known != null) {
      return known;
    }
    try {
      Optional<ContentCommit> found = question.ask(git, commit);
      changes.put(key, found);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Earlier bytes of a file, newest first. */
  List<byte[]> earlier(String path) {
    return repository.read(
        git -> {
          Optional<ObjectId> from = served.commit().or(() -> head);
          List<byte[]> texts = new ArrayList<>();
          if (from.filter(git::has).isPresent()) {
            for (GitStore.Version version : git.versions(from.orElseThrow(), path, MOST_VERSIONS)) {
              if (version.blob().isPresent()) {
                git.read(version.blob().orElseThrow()).ifPresent(texts::add);
              }
            }
          }
          return texts;
        });
  }

  /** A file's text on the branch that is served. */
  Optional<ContentText> read(String path) {
    return repository.read(
        git -> {
          Optional<ObjectId> newest = repository.newest(git);
          return isPath(path) && newest.isPresent()
              ? git.read(newest.orElseThrow(), path)
                  .flatMap(GitStore::text)
                  .map(text -> new ContentText(newest.orElseThrow().name(), text))
              : Optional.empty();
        });
  }

  /** Whether a commit is the one that is served, or one of those before it. */
  boolean isServed(String commit) {
    return repository.read(
        git -> {
          Optional<ObjectId> now = served.commit().filter(git::has);
          return ObjectId.isId(commit)
              && git.has(ObjectId.fromString(commit))
              && now.isPresent()
              && git.isBefore(ObjectId.fromString(commit), now.orElseThrow());
        });
  }

  /** Whether a repository can have a file of this name. */
  static boolean isPath(String path) {
    try {
      SystemReader.getInstance().checkPath(path);
      return true;
    } catch (CorruptObjectException e) {
      return false;
    }
  }
}
