package dev.waymark.server.lesson;

import dev.waymark.model.incident.FollowUp;
import dev.waymark.model.incident.FollowUpState;
import dev.waymark.server.store.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to be done lest incidents come back. */
@ApplicationScoped
@Transactional
public class FollowUpStore {
  private static final String SELECT =
      "select id, incident, lesson, title, owner, due, state, created_at, created_by, closed_at,"
          + " closed_by, link, reason from follow_up";

  private final Jdbc jdbc;

  FollowUpStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** A follow-up to be written down. */
  public record NewFollowUp(
      long incident, Optional<Long> lesson, String title, String owner, LocalDate due) {}

  public long create(NewFollowUp wanted, String by, Instant now) {
    return jdbc.first(
            "insert into follow_up (incident, lesson, title, owner, due, state, created_at,"
                + " created_by) values (?, ?, ?, ?, ?, 'OPEN', ?, ?) returning id",
            row -> row.getLong("id"),
            wanted.incident(),
            wanted.lesson(),
            wanted.title(),
            wanted.owner(),
            wanted.due(),
            now,
            by)
        .orElseThrow();
  }

  public Optional<FollowUp> find(long id) {
    return jdbc.first(SELECT + " where id = ?", FollowUpStore::followUp, id);
  }

  public List<FollowUp> ofIncident(long incident) {
    return jdbc.list(SELECT + " where incident = ? order by id", FollowUpStore::followUp, incident);
  }

  /** All in a state, those that are due first first. */
  public List<FollowUp> in(FollowUpState state, int limit) {
    return jdbc.list(
        SELECT + " where state = ? order by due, id limit ?",
        FollowUpStore::followUp,
        state.name(),
        limit);
  }

  /** Those of an owner in a state, whose name is compared without regard to capitals. */
  public List<FollowUp> in(FollowUpState state, String owner, int limit) {
    return jdbc.list(
        SELECT + " where state = ? and lower(owner) = lower(?) order by due, id limit ?",
        FollowUpStore::followUp,
        state.name(),
        owner,
        limit);
  }

  /** How many open ones each owner has that were due before a day. */
  public Map<String, Integer> overdue(LocalDate today) {
    Map<String, Integer> counts = new HashMap<>();
    jdbc.list(
            "select owner, count(*) as overdue from follow_up where state = 'OPEN' and due < ?"
                + " group by owner",
            row -> Map.entry(row.getString("owner"), row.getInt("overdue")),
            today)
        .forEach(owner -> counts.put(owner.getKey(), owner.getValue()));
    return counts;
  }

  /** Gives it to somebody else or another day; only while it is open. */
  public boolean change(long id, String owner, LocalDate due) {
    return jdbc.update(
            "update follow_up set owner = ?, due = ?, reminded_at = null where id = ?"
                + " and state = 'OPEN'",
            owner,
            due,
            id)
        == 1;
  }

  /** Settles one that is open. */
  public boolean close(
      long id,
      FollowUpState state,
      Optional<String> link,
      Optional<String> reason,
      String by,
      Instant now) {
    return jdbc.update(
            "update follow_up set state = ?, link = ?, reason = ?, closed_at = ?, closed_by = ?"
                + " where id = ? and state = 'OPEN'",
            state.name(),
            link,
            reason,
            now,
            by,
            id)
        == 1;
  }

  public boolean reopen(long id) {
    return jdbc.update(
            "update follow_up set state = 'OPEN', link = null, reason = null, closed_at = null,"
                + " closed_by = null where id = ? and state <> 'OPEN'",
            id)
        == 1;
  }

  private static FollowUp followUp(ResultSet row) throws SQLException {
    return new FollowUp(
        row.getLong("id"),
        row.getLong("incident"),
        Optional.ofNullable(row.getObject("lesson", Long.class)),
        row.getString("title"),
        row.getString("owner"),
        row.getObject("due", LocalDate.class),
        FollowUpState.valueOf(row.getString("state")),
        Jdbc.instant(row, "created_at"),
        row.getString("created_by"),
        Jdbc.optionalInstant(row, "closed_at"),
        Jdbc.optional(row, "closed_by"),
        Jdbc.optional(row, "link"),
        Jdbc.optional(row, "reason"));
  }
}
