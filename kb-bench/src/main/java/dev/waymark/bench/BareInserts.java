package dev.waymark.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The reference of a durable step: one row of its size, inserted and committed over bare JDBC. */
final class BareInserts implements AutoCloseable {
  private static final String PAYLOAD =
      "{\"visit\":12,\"branch\":2,\"proposed\":2,\"to\":{\"node\":\"once-more\"},\"reason\":null}";

  private final Connection connection;
  private final PreparedStatement insert;
  private final UUID run = UUID.randomUUID();
  private long sequence;

  BareInserts(MeasuredServer server) throws IOException, SQLException {
    connection = server.database();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists bare_insert (run uuid, sequence bigint, at timestamptz, payload jsonb,"
              + " primary key (run, sequence))");
    }
    insert = connection.prepareStatement("insert into bare_insert values (?, ?, now(), ?::jsonb)");
  }

  void insert() throws SQLException {
    insert.setObject(1, run);
    insert.setLong(2, sequence++);
    insert.setString(3, PAYLOAD);
    insert.executeUpdate();
  }

  @Override
  public void close() throws IOException {
    try (connection) {
      insert.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
