package dev.waymark.server.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Runs somebody's SQL as the role {@code waymark_review}, which may read the views of the schema
 * {@code review} and nothing else. It runs inside a function that this role owns, where PostgreSQL
 * lets nothing change the role back and takes one statement only; the transaction around it is read
 * only and always rolled back.
 */
@ApplicationScoped
public class FreeQuestionStore {
  private final DataSource source;

  FreeQuestionStore(DataSource source) {
    this.source = source;
  }

  /** What came of a statement. */
  public sealed interface Outcome {
    /**
     * Rows, each a JSON object.
     *
     * @param more whether there are more than these
     */
    record Rows(List<String> rows, boolean more) implements Outcome {
      public Rows {
        rows = List.copyOf(rows);
      }
    }

    /**
     * PostgreSQL refused.
     *
     * @param position of the character where, from 1
     */
    record Failed(String message, Optional<String> hint, Optional<Integer> position)
        implements Outcome {}
  }

  /**
   * Whether the role and its function are there, and ours to take: a user who may not create roles
   * has none.
   */
  public boolean isAvailable() {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
                    + " where n.nspname = 'review' and p.proname = 'ask' and p.prosecdef"
                    + " and p.proowner = to_regrole('waymark_review')"
                    + " and pg_has_role(p.proowner, 'set')");
        ResultSet rows = statement.executeQuery()) {
      return rows.next();
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  public Outcome ask(String sql, Duration limit, int mostRows, int mostCharacters) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return ask(connection, sql, limit, mostRows, mostCharacters);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
        // Locks of a session outlive its transactions.
        execute(connection, "select pg_advisory_unlock_all()");
      }
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  private static Outcome ask(
      Connection connection, String sql, Duration limit, int mostRows, int mostCharacters)
      throws SQLException {
    execute(connection, "set transaction read only");
    execute(connection, "set local statement_timeout = " + limit.toMillis());
    execute(connection, "set local role waymark_review");
    try (PreparedStatement statement =
        connection.prepareStatement("select line from review.ask(?, ?, ?) as line")) {
      statement.setString(1, sql);
      statement.setInt(2, mostRows);
      statement.setInt(3, mostCharacters);
      return read(statement);
    } catch (PSQLException e) {
      return failed(e);
    }
  }

  private static Outcome read(PreparedStatement statement) throws SQLException {
    List<String> lines = new ArrayList<>();
    boolean more = false;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String line = rows.getString(1);
        if (line == null) {
          more = true;
        } else {
          lines.add(line);
        }
      }
    }
    return new Outcome.Rows(lines, more);
  }

  private static Outcome failed(PSQLException e) {
    ServerErrorMessage error = e.getServerErrorMessage();
    if (error == null) {
      return new Outcome.Failed(
          Optional.ofNullable(e.getMessage()).orElse("The statement can't be sent."),
          Optional.empty(),
          Optional.empty());
    }
    return new Outcome.Failed(
        Optional.ofNullable(error.getMessage()).orElse("The statement failed."),
        Optional.ofNullable(error.getHint()),
        Optional.of(error.getInternalPosition()).filter(position -> position > 0));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
