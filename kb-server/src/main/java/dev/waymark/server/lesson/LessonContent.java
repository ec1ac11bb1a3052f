package dev.waymark.server.lesson;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import java.util.Map;

/**
 * What a person writes of a lesson.
 *
 * @param change what is to be changed, by the names of the fields
 */
public record LessonContent(LessonKind kind, String text, Map<String, String> change) {
  public LessonContent {
    requireNonNull(kind);
    requireNonNull(text);
    change = Map.copyOf(change);
  }

  /** As it stands. */
  public static LessonContent of(Lesson lesson) {
    return new LessonContent(lesson.kind(), lesson.text(), lesson.change());
  }
}
