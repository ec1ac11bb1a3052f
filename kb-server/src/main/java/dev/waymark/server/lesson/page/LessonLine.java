package dev.waymark.server.lesson.page;

import dev.waymark.model.incident.Lesson;
import dev.waymark.server.web.Moment;
import java.util.Optional;

/**
 * A lesson in a list.
 *
 * @param pullRequest address of its page; empty if there is none
 * @param pullRequestState what became of it; empty if there is none
 * @param reason why it was rejected; empty if it wasn't
 */
public record LessonLine(
    long id,
    long incident,
    String kind,
    String entryId,
    String node,
    String text,
    String state,
    String by,
    Moment at,
    String pullRequest,
    String pullRequestState,
    String reason) {

  /** As lists show it. */
  public static LessonLine of(Lesson lesson, Moment at) {
    Optional<Lesson.PullRequest> pullRequest =
        lesson.proposal().flatMap(Lesson.Proposal::pullRequest);
    return new LessonLine(
        lesson.id(),
        lesson.incident(),
        lesson.kind().words(),
        lesson.place().entryId(),
        lesson.place().node(),
        lesson.text(),
        lesson.state().label(),
        lesson.createdBy(),
        at,
        pullRequest.map(Lesson.PullRequest::page).orElse(""),
        pullRequest.map(request -> request.state().label()).orElse(""),
        lesson.reason().orElse(""));
  }
}
