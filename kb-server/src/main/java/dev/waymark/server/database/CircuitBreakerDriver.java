package dev.waymark.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * PostgreSQL's driver behind a circuit breaker: while the database is known to be away, no pool
 * waits for a new connection to it.
 */
public final class CircuitBreakerDriver extends Driver {
  private static final Logger LOG = Logger.getLogger(CircuitBreakerDriver.class);
  private static final String CANNOT_CONNECT = "08001";
  private static final long LOOK_MILLIS = 20;

  private static volatile boolean open = true;

  static void open() {
    open = true;
  }

  static void shut() {
    open = false;
  }

  /**
   * Connects on a thread of its own: a pool makes its connections one after the other, and one to a
   * database that has just gone away must not keep the others from being refused.
   */
  @Override
  public @Nullable Connection connect(String url, @Nullable Properties properties)
      throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    CompletableFuture<Connection> coming = new CompletableFuture<>();
    if (open) {
      Thread.startVirtualThread(() -> connect(url, properties, coming));
    }
    try {
      while (open) {
        try {
          return coming.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          LOG.trace("It may still come, unless it is known by now that the database is away", e);
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SQLException cause
          ? cause
          : new SQLException("The database can't be connected to.", CANNOT_CONNECT, e);
    } catch (InterruptedException e) {
      // The pool gives up.
      Thread.currentThread().interrupt();
    }
    CompletableFuture<Void> unused = coming.thenAccept(CircuitBreakerDriver::abort);
    throw new SQLException("The database is away.", CANNOT_CONNECT);
  }

  private void connect(
      String url, @Nullable Properties properties, CompletableFuture<Connection> coming) {
    try {
      coming.complete(super.connect(url, properties));
    } catch (SQLException | RuntimeException e) {
      coming.completeExceptionally(e);
    }
  }

  private static void abort(Connection late) {
    try {
      late.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("A connection that came too late was closed already", e);
    }
  }
}
