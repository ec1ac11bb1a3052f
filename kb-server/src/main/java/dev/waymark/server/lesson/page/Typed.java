package dev.waymark.server.lesson.page;

import dev.waymark.model.incident.Lesson;
import dev.waymark.server.lesson.Wording;
import java.util.Optional;

/**
 * What somebody has typed and couldn't save: it stays on the page.
 *
 * @param reason why the lesson doesn't belong in the entry
 */
record Typed(Optional<Wording> wording, Optional<Lesson.Edited> edited, String reason) {
  static final Typed NOTHING = new Typed(Optional.empty(), Optional.empty(), "");

  static Typed of(Wording wording) {
    return new Typed(Optional.of(wording), Optional.empty(), "");
  }

  static Typed of(Lesson.Edited edited) {
    return new Typed(Optional.empty(), Optional.of(edited), "");
  }

  static Typed reason(String reason) {
    return new Typed(Optional.empty(), Optional.empty(), reason);
  }
}
