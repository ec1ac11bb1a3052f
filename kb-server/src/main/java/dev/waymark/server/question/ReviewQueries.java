package dev.waymark.server.question;

import dev.waymark.server.store.Jdbc;
import dev.waymark.server.store.NamedStatement;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks facts what the server's own questions want to know. */
@ApplicationScoped
public class ReviewQueries {
  private static final String TIME = "set local statement_timeout = '20s'";

  /** Sorting and grouping of all visits stays in memory. */
  private static final String MEMORY = "set local work_mem = '64MB'";

  private static final String BEHIND =
      NamedStatement.ofResource("/waymark/question/behind.sql").sql();

  private final Jdbc jdbc;

  ReviewQueries(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** A row by the names of its columns. */
  public record Row(Map<String, @Nullable Object> values) {
    public Row {
      values = Collections.unmodifiableMap(new HashMap<>(values));
    }
  }

  /** An incident behind a number. */
  public record Found(
      long number,
      String title,
      String entry,
      int severity,
      String state,
      boolean drill,
      Instant openedAt) {}

  /** Incidents behind a number, newest first. */
  public record FoundList(List<Found> incidents, long total) {
    public FoundList {
      incidents = List.copyOf(incidents);
    }
  }

  /**
   * The rows of a statement of ours.
   *
   * @param values of its parameters, in order
   */
  public List<Row> rows(String sql, List<Object> values) {
    return read(() -> jdbc.list(sql, ReviewQueries::row, values.toArray()));
  }

  /**
   * The incidents that a statement of ours names.
   *
   * @param sql gives one column of numbers, repeated or not
   */
  public FoundList incidents(String sql, List<Object> values, int limit) {
    List<Object> all = new ArrayList<>(values);
    all.add(limit);
    String listed = BEHIND.replace("{incidents}", sql);
    return read(
        () -> {
          long[] total = {0};
          List<Found> found =
              jdbc.list(
                  listed,
                  row -> {
                    total[0] = row.getLong("total");
                    return found(row);
                  },
                  all.toArray());
          return new FoundList(found, total[0]);
        });
  }

  private <T> T read(java.util.concurrent.Callable<T> work) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              jdbc.update(TIME);
              jdbc.update(MEMORY);
              return work.call();
            });
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(
        row.getLong("number"),
        row.getString("title"),
        row.getString("entry_id"),
        row.getInt("severity"),
        row.getString("state"),
        row.getBoolean("drill"),
        Jdbc.instant(row, "opened_at"));
  }

  private static Row row(ResultSet row) throws SQLException {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      Object value = row.getObject(i);
      values.put(row.getMetaData().getColumnLabel(i), value(value));
    }
    return new Row(values);
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Date day) {
      return day.toLocalDate();
    }
    return value instanceof Timestamp time ? time.toInstant() : value;
  }
}
