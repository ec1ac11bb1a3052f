package dev.waymark.server.search;

import dev.waymark.server.account.Role;
import dev.waymark.server.lesson.LessonText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes documents of lessons. */
final class LessonDocuments {
  private LessonDocuments() {}

  static SearchDocument of(LessonText lesson, Optional<String> service) {
    String kind = lesson.kind().toLowerCase(Locale.ROOT).replace('_', ' ');
    String text = ExcerptText.clean(lesson.text());
    String title = ExcerptText.clean("Lesson: " + kind + " at “" + lesson.node() + "”");
    return new SearchDocument(
        DocumentKind.LESSON.name(),
        Long.toString(lesson.id()),
        lesson.version(),
        "/lessons/" + lesson.id(),
        title,
        Optional.of(lesson.entryId()),
        service,
        Optional.empty(),
        Optional.of(lesson.state().toLowerCase(Locale.ROOT)),
        OptionalLong.of(lesson.incident()),
        lesson.scenario().isPresent(),
        lesson.at(),
        Role.VIEWER.label(),
        List.of(),
        new SearchDocument.Words(
            SearchWords.indexed(title),
            SearchWords.indexed(lesson.entryId() + "\n" + lesson.incidentTitle()),
            SearchWords.indexed(text)),
        text);
  }
}
