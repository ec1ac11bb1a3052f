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
 * @param edited what somebody has made of the entry's text instead of what the fields give
 * @param revision counts who has written, proposed or settled it
 * @param updatedBy who has done so last
 * @param updatedAt when that was
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
    Optional<Edited> edited,
    int revision,
    String updatedBy,
    Instant updatedAt,
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
    requireNonNull(edited);
    requireNonNull(updatedBy);
    requireNonNull(updatedAt);
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
   * An entry's whole text as somebody has edited it.
   *
   * @param base hash of the entry's text that it was made of
   */
  public record Edited(String text, String base) {
    public Edited {
      requireNonNull(text);
      requireNonNull(base);
    }
  }

  /**
   * Where the change waits for its reviewers.
   *
   * @param branch of the content repository
   * @param commit its head
   * @param pullRequest where a forge is configured
   */
  public record Proposal(String branch, String commit, Optional<PullRequest> pullRequest) {
    public Proposal {
      requireNonNull(branch);
      requireNonNull(commit);
      requireNonNull(pullRequest);
    }
  }

  /**
   * A pull request.
   *
   * @param page where people read it
   * @param number by which the forge knows it
   * @param state as it was when the forge was asked last
   */
  public record PullRequest(String page, String number, PullRequestState state) {
    public PullRequest {
      requireNonNull(page);
      requireNonNull(number);
      requireNonNull(state);
    }
  }
}
