package dev.waymark.server.database;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.agroal.DataSource;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Lifts the limits of connections for work that nobody waits for, and cuts all connections when the
 * database is away, so that nobody waits for a reply that doesn't come. The limits of a request are
 * the settings of the pools; each request takes them anew with its connection.
 */
@ApplicationScoped
class ConnectionLimits implements AgroalPoolInterceptor {
  private static final Logger LOG = Logger.getLogger(ConnectionLimits.class);

  /** Migrations, indexes, facts: a statement may have much to do. */
  private static final String LIFT =
      "set %1$s statement_timeout = '15min'; set %1$s lock_timeout = '15s'";

  /** What the threads are called that requests are served on. */
  private static final String WORKERS = "executor-thread-";

  private static final String LIFT_IN_TRANSACTION = LIFT.formatted("local");
  private static final String LIFT_IN_SESSION = LIFT.formatted("session");
  private static final String BACK = "reset statement_timeout; reset lock_timeout";

  private final Set<Connection> open = connections();
  private final Set<Connection> lifted = connections();

  /** The sessions' pool keeps to them too. */
  @Produces
  @Singleton
  @DataSource("sessions")
  static AgroalPoolInterceptor ofSessions(ConnectionLimits limits) {
    return limits;
  }

  @Override
  public void onConnectionCreate(Connection connection) {
    open.add(connection);
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    try {
      if (isForRequest()) {
        // Whatever it was used for before.
        execute(connection, BACK);
      } else if (connection.getAutoCommit()) {
        execute(connection, LIFT_IN_SESSION);
        lifted.add(connection);
      } else {
        execute(connection, LIFT_IN_TRANSACTION);
      }
    } catch (SQLException e) {
      // Whoever takes it meets the same failure with its first statement.
      LOG.debug("A connection didn't take its limits", e);
    }
  }

  @Override
  public void onConnectionReturn(Connection connection) {
    restore(connection);
  }

  /** Gives a connection the limits of a request again; one that doesn't take them is tried anew. */
  private void restore(Connection connection) {
    if (!lifted.contains(connection)) {
      return;
    }
    try {
      if (!connection.getAutoCommit()) {
        // Within a transaction it would be taken back with it, and a failed one can't be committed.
        connection.rollback();
        connection.setAutoCommit(true);
      }
      execute(connection, BACK);
      lifted.remove(connection);
    } catch (SQLException e) {
      LOG.debug("A connection didn't take its limits back", e);
    }
  }

  @Override
  public void onConnectionDestroy(Connection connection) {
    open.remove(connection);
    lifted.remove(connection);
  }

  /** Ends them all at once, whatever they are waiting for. */
  void abortAll() {
    List<Connection> all;
    synchronized (open) {
      all = List.copyOf(open);
    }
    for (Connection connection : all) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("A connection was closed already", e);
      }
    }
  }

  /** The server's own threads are neither of the pool of workers nor in a context of Vert.x. */
  private static boolean isForRequest() {
    return Vertx.currentContext() != null || Thread.currentThread().getName().startsWith(WORKERS);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Set<Connection> connections() {
    return Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  }
}
