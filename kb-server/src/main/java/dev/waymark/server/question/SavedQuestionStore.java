package dev.waymark.server.question;

import dev.waymark.server.store.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Questions with their filters that people kept under a name, for all. */
@ApplicationScoped
@Transactional
public class SavedQuestionStore {
  private static final String SELECT =
      "select id, name, question, filters, created_by, created_at from saved_question ";

  private final Jdbc jdbc;

  SavedQuestionStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A kept question.
   *
   * @param filters as the query of an address
   */
  public record Saved(
      long id, String name, String question, String filters, String createdBy, Instant createdAt) {}

  /** All, by name. */
  public List<Saved> all() {
    return jdbc.list(SELECT + "order by lower(name), id", SavedQuestionStore::saved);
  }

  public Optional<Saved> find(long id) {
    return jdbc.first(SELECT + "where id = ?", SavedQuestionStore::saved, id);
  }

  public void keep(String name, String question, String filters, String by, Instant now) {
    jdbc.update(
        "insert into saved_question (name, question, filters, created_by, created_at)"
            + " values (?, ?, ?, ?, ?)",
        name,
        question,
        filters,
        by,
        now);
  }

  public void forget(long id) {
    jdbc.update("delete from saved_question where id = ?", id);
  }

  private static Saved saved(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Saved(
        row.getLong("id"),
        row.getString("name"),
        row.getString("question"),
        row.getString("filters"),
        row.getString("created_by"),
        Jdbc.instant(row, "created_at"));
  }
}
