package dev.waymark.model.entry;

import dev.waymark.model.source.SourceSpan;
import java.time.LocalDate;
import java.util.List;

/** A dated item of {@code ## Lessons}, with the links in it: its incident record and its step. */
public record LessonNote(LocalDate date, String markdown, List<Link> links, SourceSpan span) {
  public LessonNote {
    links = List.copyOf(links);
  }
}
