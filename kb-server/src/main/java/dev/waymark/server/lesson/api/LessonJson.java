package dev.waymark.server.lesson.api;

import dev.waymark.model.incident.Lesson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A lesson.
 *
 * @param node slug of the step, cause or action where it was learned
 * @param change what is to be changed, by the names of the fields
 * @param branch of the content repository on which it is proposed
 * @param pullRequest address of its page
 * @param pullRequestState {@code open}, {@code merged} or {@code closed}, as it was last seen
 */
record LessonJson(
    long id,
    long incident,
    String kind,
    String entry,
    String entryHash,
    String node,
    String text,
    Map<String, String> change,
    String state,
    String by,
    Instant at,
    Optional<String> reason,
    Optional<String> branch,
    Optional<String> commit,
    Optional<String> pullRequest,
    Optional<String> pullRequestState) {

  static LessonJson of(Lesson lesson) {
    return new LessonJson(
        lesson.id(),
        lesson.incident(),
        lesson.kind().label(),
        lesson.place().entryId(),
        lesson.place().entryHash(),
        lesson.place().node(),
        lesson.text(),
        lesson.change(),
        lesson.state().label(),
        lesson.createdBy(),
        lesson.createdAt(),
        lesson.reason(),
        lesson.proposal().map(Lesson.Proposal::branch),
        lesson.proposal().map(Lesson.Proposal::commit),
        pullRequest(lesson).map(Lesson.PullRequest::page),
        pullRequest(lesson).map(request -> request.state().label()));
  }

  private static Optional<Lesson.PullRequest> pullRequest(Lesson lesson) {
    return lesson.proposal().flatMap(Lesson.Proposal::pullRequest);
  }
}
