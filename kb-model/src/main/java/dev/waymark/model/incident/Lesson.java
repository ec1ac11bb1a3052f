package dev.waymark.model.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Something learned in an incident, bound to the place of an entry where it was learned.
 *
 * @param visit of the run, from 1
 * @param change what is to be changed, by the names of the fields that a person fills in
 * @param edited the entry's whole text where somebody has edited what the fields gave
 * @param reason why it was rejected
 * @param decidedAt when it was merged or rejected
 */
public record Lesson(
    long id,
    long incident,
    UUID run,
    int visit,
    LessonKind kind,
    Place place,
    String text,
    Map<String, String> change,
    Optional<String> edited,
    LessonState state,
    Instant createdAt,
    String createdBy,
    Optional<String> reason,
    Optional<Proposal> proposal,
    Optional<Instant> decidedAt) {
  public Lesson {
    requireNonNull(run);
    requireNonNull(kind);
    requireNonNull(place);
    requireNonNull(text);
    requireNonNull(state);
    change = Map.copyOf(new TreeMap<>(change));
  }

  /**
   * Where it was learned.
   *
   * @param entryHash the version of the entry's text
   * @param node slug of a step, cause or action
   * @param branch index in the node's table of branches, from 0
   */
  public record Place(String entryId, String entryHash, String node, Optional<Integer> branch) {
    public Place {
      requireNonNull(entryId);
      requireNonNull(entryHash);
      requireNonNull(node);
    }
  }

  /**
   * Where the change waits for its reviewers.
   *
   * @param branch of the content repository
   * @param commit its head
   * @param pullRequest address of its page, where a forge is configured
   */
  public record Proposal(String branch, String commit, Optional<String> pullRequest) {
    public Proposal {
      requireNonNull(branch);
      requireNonNull(commit);
    }
  }
}
