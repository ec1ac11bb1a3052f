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

  /** The field to put what somebody else has saved into, before anything is saved. */
  @RestForm
  @DefaultValue("")
  String take = "";

  /** Whether the page's script saves what is being written. */
  @RestForm
  @DefaultValue("false")
  boolean byItself;

  boolean isByItself() {
    return byItself;
  }

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

  /** Whether it only asks for what somebody else has saved. */
  boolean takes() {
    return !take.isEmpty();
  }

  /** What was written, but in one field what is saved. */
  Review.Text taking(Review.Text written, Review.Text saved) {
    return new Review.Text(
        take.equals("began") ? saved.beganAt() : written.beganAt(),
        take.equals("summary") ? saved.summary() : written.summary(),
        take.equals("impact") ? saved.impact() : written.impact(),
        take.equals("wentWell") ? saved.wentWell() : written.wentWell(),
        take.equals("wentBadly") ? saved.wentBadly() : written.wentBadly(),
        take.equals("noLessonReason") ? saved.noLessonReason() : written.noLessonReason());
  }

  private static String plain(String text) {
    return text.replace("\r\n", "\n").strip();
  }
}
