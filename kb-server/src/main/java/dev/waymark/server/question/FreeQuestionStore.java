package dev.waymark.server.question;

import dev.waymark.server.store.StoreException;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.security.SimplePassword;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import org.postgresql.jdbc.PgConnection;
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
  private static final String OUT_OF_MEMORY = "53200";

  /** What the process of a statement may take beyond what it has as it begins. */
  private static final long MOST_MEMORY = 256L << 20;

  private static final int AT_ONCE = 2;

  /** A statement that its own limit doesn't end is given up so much later. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final AgroalDataSource source;
  private final Semaphore places = new Semaphore(AT_ONCE);

  FreeQuestionStore(AgroalDataSource source) {
    this.source = source;
  }

  /** What came of a statement, in PostgreSQL's own words: what to do is said by who knows why. */
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
    if (!places.tryAcquire()) {
      return refused(
          "%d questions are being answered already".formatted(AT_ONCE), "Ask again in a moment.");
    }
    try {
      return alone(sql, limit, mostRows, mostCharacters);
    } catch (SQLException e) {
      throw new StoreException(e);
    } finally {
      places.release();
    }
  }

  /** In a connection of its own: its process ends with it, and so does whatever it holds. */
  private Outcome alone(String sql, Duration limit, int mostRows, int mostCharacters)
      throws SQLException {
    try (Connection connection = open(limit.plus(GRACE))) {
      connection.setAutoCommit(false);
      int process = connection.unwrap(PgConnection.class).getBackendPID();
      BackendMemory.bound(connection, MOST_MEMORY);
      Outcome outcome = ask(connection, sql, limit, mostRows, mostCharacters);
      if (connection.isClosed()) {
        terminate(process);
      }
      return outcome;
    }
  }

  private Connection open(Duration longest) throws SQLException {
    AgroalConnectionFactoryConfiguration settings =
        source.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
    Properties properties = new Properties();
    settings.jdbcProperties().forEach(properties::put);
    if (settings.principal() != null) {
      properties.setProperty("user", settings.principal().getName());
    }
    for (Object credential : settings.credentials()) {
      if (credential instanceof SimplePassword password) {
        properties.setProperty("password", password.getWord());
      }
    }
    properties.setProperty("ApplicationName", "waymark-review");
    properties.setProperty("socketTimeout", Long.toString(longest.toSeconds()));
    properties.setProperty("connectTimeout", "2");
    return DriverManager.getConnection(settings.jdbcUrl(), properties);
  }

  /** Has a process given up that still works for a connection that is gone. */
  private void terminate(int process) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select pg_terminate_backend(?)")) {
      statement.setInt(1, process);
      statement.execute();
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
      return refused("statement timeout: the database didn't stop it in time", "It is given up.");
    }
    if (OUT_OF_MEMORY.equals(error.getSQLState())) {
      return refused(
          "the statement needs more than the %d MiB of memory that a question has"
              .formatted(MOST_MEMORY >> 20),
          "Narrow it, and give shorter texts.");
    }
    return new Outcome.Failed(
        Optional.ofNullable(error.getMessage()).orElse("The statement failed."),
        Optional.ofNullable(error.getHint()),
        Optional.of(error.getInternalPosition()).filter(position -> position > 0));
  }

  private static Outcome refused(String message, String hint) {
    return new Outcome.Failed(message, Optional.of(hint), Optional.empty());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
