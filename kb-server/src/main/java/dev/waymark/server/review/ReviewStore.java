package dev.waymark.server.review;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Review;
import dev.waymark.server.event.IncidentChanged;
import dev.waymark.server.store.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reviews of incidents. */
@ApplicationScoped
@Transactional
public class ReviewStore {
  private static final String SELECT =
      "select incident, revision, opened_at, updated_at, updated_by, closed_at, closed_by,"
          + " began_at, summary, impact, went_well, went_badly, no_lesson_reason from review";

  private final Jdbc jdbc;
  private final Event<IncidentChanged> changes;

  ReviewStore(Jdbc jdbc, Event<IncidentChanged> changes) {
    this.jdbc = jdbc;
    this.changes = changes;
  }

  public Optional<Review> find(long incident) {
    return jdbc.first(SELECT + " where incident = ?", ReviewStore::review, incident);
  }

  /** Opens a review, unless there is one. */
  void open(long incident, Instant endedAt) {
    jdbc.update(
        "insert into review (incident, state, revision, opened_at, updated_at, updated_by)"
            + " values (?, 'OPEN', 1, ?, ?, ?) on conflict do nothing",
        incident,
        endedAt,
        endedAt,
        Actor.ENGINE.name());
  }

  /** Those that people still write, the longest waiting first. */
  public List<Review> open(int limit) {
    return jdbc.list(
        SELECT + " where state = 'OPEN' order by opened_at limit ?", ReviewStore::review, limit);
  }

  /** Writes another text; false if somebody has written since the given revision. */
  public boolean write(long incident, int revision, Review.Text text, String by, Instant now) {
    return changed(
        incident,
        jdbc.update(
            "update review set revision = revision + 1, updated_at = ?, updated_by = ?, began_at = ?,"
                + " summary = ?, impact = ?, went_well = ?, went_badly = ?, no_lesson_reason = ?"
                + " where incident = ? and revision = ? and state = 'OPEN'",
            now,
            by,
            text.beganAt(),
            text.summary(),
            text.impact(),
            text.wentWell(),
            text.wentBadly(),
            text.noLessonReason(),
            incident,
            revision));
  }

  /** Whether something was learned from an incident that wasn't rejected. */
  boolean hasLesson(long incident) {
    return jdbc.first(
            "select 1 from lesson where incident = ? and state <> 'REJECTED' limit 1",
            row -> true,
            incident)
        .isPresent();
  }

  /** False if it is closed already. */
  public boolean close(long incident, String by, Instant now) {
    return changed(
        incident,
        jdbc.update(
            "update review set state = 'CLOSED', revision = revision + 1, updated_at = ?,"
                + " updated_by = ?, closed_at = ?, closed_by = ?"
                + " where incident = ? and state = 'OPEN'",
            now,
            by,
            now,
            by,
            incident));
  }

  /** False if it is open already. */
  public boolean reopen(long incident, String by, Instant now) {
    return changed(
        incident,
        jdbc.update(
            "update review set state = 'OPEN', revision = revision + 1, updated_at = ?,"
                + " updated_by = ?, closed_at = null, closed_by = null"
                + " where incident = ? and state = 'CLOSED'",
            now,
            by,
            incident));
  }

  private boolean changed(long incident, int rows) {
    if (rows > 0) {
      changes.fire(new IncidentChanged(incident));
    }
    return rows > 0;
  }

  private static Review review(ResultSet row) throws SQLException {
    Optional<String> closedBy = Jdbc.optional(row, "closed_by");
    Optional<Instant> closedAt = Jdbc.optionalInstant(row, "closed_at");
    return new Review(
        row.getLong("incident"),
        row.getInt("revision"),
        Jdbc.instant(row, "opened_at"),
        Jdbc.instant(row, "updated_at"),
        row.getString("updated_by"),
        closedAt.map(at -> new Review.Closed(at, closedBy.orElseThrow())),
        new Review.Text(
            Jdbc.optionalInstant(row, "began_at"),
            row.getString("summary"),
            row.getString("impact"),
            row.getString("went_well"),
            row.getString("went_badly"),
            row.getString("no_lesson_reason")));
  }
}
