package dev.waymark.server.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * Plain SQL within the transaction that is under way, for the log: it is appended to and read in
 * one piece, and its rows are never objects that change.
 */
@ApplicationScoped
public class Jdbc {
  private final DataSource source;

  public Jdbc(DataSource source) {
    this.source = source;
  }

  /** Reads one row of a result. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values) {
    return list(sql, reader, false, values);
  }

  /** As {@link #list}, but always planned for these very values, never for values at large. */
  public <T> List<T> listPlanned(String sql, RowReader<T> reader, @Nullable Object... values) {
    return list(sql, reader, true, values);
  }

  private <T> List<T> list(
      String sql, RowReader<T> reader, boolean planned, @Nullable Object... values) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      if (planned) {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      }
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(reader.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values) {
    return list(sql, reader, values).stream().findFirst();
  }

  public int update(String sql, @Nullable Object... values) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /** The same statement for many rows, sent at once. */
  public void batch(String sql, List<Object[]> rows) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static Optional<Instant> optionalInstant(ResultSet row, String column)
      throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  public static Optional<String> optional(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  public static String hex(ResultSet row, String column) throws SQLException {
    return HexFormat.of().formatHex(row.getBytes(column));
  }

  public static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
      statement.setObject(
          i + 1, plain instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : plain);
    }
  }
}
