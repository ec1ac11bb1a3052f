package dev.waymark.server.question.page;

import dev.waymark.server.web.Moment;
import java.util.List;

/**
 * The incidents behind a number.
 *
 * @param column what the number is
 * @param back address of the question with its filters
 */
record BehindView(
    String question, String column, String back, List<Line> incidents, long total, int shown) {
  BehindView {
    incidents = List.copyOf(incidents);
  }

  record Line(
      long number,
      String title,
      String entry,
      String severity,
      String state,
      boolean recorded,
      Moment opened) {}
}
