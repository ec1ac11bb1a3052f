package dev.waymark.server.review.page;

import dev.waymark.model.incident.Review;
import jakarta.ws.rs.DefaultValue;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** What people send of a review; browsers send line ends as CR LF. */
public class ReviewForm {
  @RestForm
  @DefaultValue("")
  String began = "";

  @RestForm
  @DefaultValue("")
  String summary = "";

  @RestForm
  @DefaultValue("")
  String impact = "";

  @RestForm
  @DefaultValue("")
  String wentWell = "";

  @RestForm
  @DefaultValue("")
  String wentBadly = "";

  @RestForm
  @DefaultValue("")
  String noLessonReason = "";

  @RestForm
  @DefaultValue("0")
  int revision;

  int revision() {
    return revision;
  }

  /** Empty if the time can't be read. */
  Optional<Review.Text> text() {
    try {
      Optional<Instant> at =
          began.isBlank()
              ? Optional.empty()
              : Optional.of(LocalDateTime.parse(began.strip()).toInstant(ZoneOffset.UTC));
      return Optional.of(with(at));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** What was written, without the time. */
  Review.Text with(Optional<Instant> at) {
    return new Review.Text(
        at,
        plain(summary),
        plain(impact),
        plain(wentWell),
        plain(wentBadly),
        plain(noLessonReason));
  }

  private static String plain(String text) {
    return text.replace("\r\n", "\n").strip();
  }
}
