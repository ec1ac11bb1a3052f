package dev.waymark.server.notify;

import dev.waymark.server.store.Jdbc;
import dev.waymark.server.store.NamedStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Who was reminded of a follow-up that is overdue, and who is about to be. */
@ApplicationScoped
@Transactional
public class ReminderStore {
  private static final String TAKE = NamedStatement.ofResource("/waymark/notify/take.sql").sql();

  private final Jdbc jdbc;

  ReminderStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A follow-up that somebody is to be reminded of.
   *
   * @param remindedAt when somebody was last
   * @param until nobody else takes it before
   */
  public record Due(
      long id,
      long incident,
      String title,
      String owner,
      LocalDate due,
      Optional<Instant> remindedAt,
      Instant until) {}

  /**
   * Takes the follow-up that is overdue for longest, for this server alone.
   *
   * @param before those that somebody was reminded of later have time
   * @param until it can be taken again then, if nothing is heard of it
   */
  public Optional<Due> take(LocalDate today, Instant before, Instant now, Instant until) {
    return jdbc.first(
        TAKE,
        row ->
            new Due(
                row.getLong("id"),
                row.getLong("incident"),
                row.getString("title"),
                row.getString("owner"),
                row.getObject("due", LocalDate.class),
                Jdbc.optionalInstant(row, "reminded_at"),
                Jdbc.instant(row, "reminding_until")),
        until,
        today,
        before,
        now);
  }

  /** Writes down that somebody was reminded. */
  public void reminded(Due due, Instant now) {
    jdbc.update(
        "update follow_up set reminded_at = ?, reminding_until = null where id = ?", now, due.id());
  }

  /** Has it taken again, at some time, unless somebody has already. */
  public void giveBack(Due due, Instant at) {
    jdbc.update(
        "update follow_up set reminding_until = ? where id = ? and reminding_until = ?",
        at,
        due.id(),
        due.until());
  }
}
