package dev.waymark.server.web.lesson;

import dev.waymark.model.incident.Lesson;
import dev.waymark.server.web.shell.Moment;

/**
 * A lesson in a list.
 *
 * @param pullRequest address of its page; empty where there is none
 * @param reason why it was rejected; empty where it wasn't
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
    String reason) {

  /** As lists show it. */
  public static LessonLine of(Lesson lesson, Moment at) {
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
        lesson.proposal().flatMap(Lesson.Proposal::pullRequest).orElse(""),
        lesson.reason().orElse(""));
  }
}
