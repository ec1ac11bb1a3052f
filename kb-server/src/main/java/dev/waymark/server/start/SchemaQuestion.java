package dev.waymark.server.start;

import dev.waymark.server.store.NamedStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Asks the database how its {@link Schema} stands. */
final class SchemaQuestion {
  /** PostgreSQL's codes for a table that isn't there, and for one that the role may not read. */
  private static final Set<String> NOTHING_YET = Set.of("42P01", "42501");

  private static final String QUESTION =
      NamedStatement.ofResource("/waymark/start/schema.sql").sql();

  private SchemaQuestion() {}

  static Schema ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      row.next();
      return new Schema(
          row.getInt(1), row.getBoolean(2), row.getString(3), texts(row, 4), texts(row, 5));
    } catch (SQLException e) {
      if (NOTHING_YET.contains(e.getSQLState())) {
        return new Schema(0, false, "", List.of(), List.of());
      }
      throw e;
    }
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
