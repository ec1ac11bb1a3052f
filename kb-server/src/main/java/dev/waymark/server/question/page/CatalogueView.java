package dev.waymark.server.question.page;

import dev.waymark.server.web.Moment;
import java.util.List;

/**
 * All questions, or those that a few words are found in.
 *
 * @param text the words; empty if all are shown
 */
record CatalogueView(String text, List<Topic> topics, List<Saved> saved) {
  CatalogueView {
    topics = List.copyOf(topics);
    saved = List.copyOf(saved);
  }

  record Topic(String title, List<Line> questions) {
    Topic {
      questions = List.copyOf(questions);
    }
  }

  record Line(String id, String title, String tells) {}

  /**
   * A question that somebody has kept with its filters.
   *
   * @param mine whether the reader may take it away
   */
  record Saved(
      long id, String name, String question, String address, String by, Moment at, boolean mine) {}
}
