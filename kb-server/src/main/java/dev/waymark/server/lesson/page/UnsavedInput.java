package dev.waymark.server.lesson.page;

import dev.waymark.model.incident.Lesson;
import dev.waymark.server.lesson.LessonContent;
import java.util.Optional;

/**
 * What somebody has typed and couldn't save: it stays on the page.
 *
 * @param reason why the lesson doesn't belong in the entry
 */
record UnsavedInput(
    Optional<LessonContent> content, Optional<Lesson.Edited> edited, String reason) {
  static final UnsavedInput NOTHING = new UnsavedInput(Optional.empty(), Optional.empty(), "");

  static UnsavedInput of(LessonContent content) {
    return new UnsavedInput(Optional.of(content), Optional.empty(), "");
  }

  static UnsavedInput of(Lesson.Edited edited) {
    return new UnsavedInput(Optional.empty(), Optional.of(edited), "");
  }

  static UnsavedInput reason(String reason) {
    return new UnsavedInput(Optional.empty(), Optional.empty(), reason);
  }
}
