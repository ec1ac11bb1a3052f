package dev.waymark.server.content;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the content stands.
 *
 * @param kind what it is read from
 * @param source the folder, or the repository's address without anything secret
 * @param branch that is served; absent if the source has none, or it isn't known yet
 * @param served the commit that is served; absent if there is none yet
 * @param newest the newest commit of the branch that was seen
 * @param synced when the source was last read without trouble
 * @param trouble what keeps the newest content from being served
 * @param warnings what is served all the same, and should be known
 */
public record ContentState(
    Kind kind,
    String source,
    Optional<String> branch,
    Optional<ContentCommit> served,
    Optional<ContentCommit> newest,
    Optional<Instant> synced,
    Optional<ContentProblem> trouble,
    List<ContentProblem> warnings) {
  public ContentState {
    requireNonNull(kind);
    requireNonNull(source);
    requireNonNull(branch);
    requireNonNull(served);
    requireNonNull(newest);
    requireNonNull(synced);
    requireNonNull(trouble);
    warnings = List.copyOf(warnings);
  }

  /** What the content is read from. */
  public enum Kind {
    /** The entries that come with Waymark, as they are. */
    BUNDLED,
    /** A folder. */
    FOLDER,
    /** The repository in the data folder. */
    OWN_REPOSITORY,
    /** A repository elsewhere. */
    REMOTE_REPOSITORY;

    public boolean isGit() {
      return this == OWN_REPOSITORY || this == REMOTE_REPOSITORY;
    }
  }
}
