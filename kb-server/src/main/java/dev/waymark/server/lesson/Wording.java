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
public record Wording(LessonKind kind, String text, Map<String, String> change) {
  public Wording {
    requireNonNull(kind);
    requireNonNull(text);
    change = Map.copyOf(change);
  }

  /** As it stands. */
  public static Wording of(Lesson lesson) {
    return new Wording(lesson.kind(), lesson.text(), lesson.change());
  }
}
