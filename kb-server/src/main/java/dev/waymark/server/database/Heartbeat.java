package dev.waymark.server.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** A connection beside the pools that shows whether the database answers in time. */
final class Heartbeat {
  /** With the pause between two beats still below what people may have to wait. */
  private static final Duration PATIENCE = Duration.ofMillis(400);

  private static final String CANNOT_CONNECT = "08001";

  private final Driver driver = new Driver();
  private final String url;
  private final Properties properties = new Properties();
  private @Nullable Connection connection;

  private Heartbeat(String url) {
    this.url = url;
  }

  /** To the database that a pool connects to. */
  static Heartbeat of(AgroalDataSource pool) {
    AgroalConnectionFactoryConfiguration configuration =
        pool.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
    Heartbeat heartbeat = new Heartbeat(configuration.jdbcUrl());
    heartbeat.properties.putAll(configuration.jdbcProperties());
    if (configuration.principal() instanceof NamePrincipal name) {
      heartbeat.properties.put("user", name.getName());
    }
    configuration.credentials().stream()
        .filter(SimplePassword.class::isInstance)
        .map(SimplePassword.class::cast)
        .findFirst()
        .ifPresent(password -> heartbeat.properties.put("password", password.getWord()));
    return heartbeat;
  }

  /**
   * Asks once.
   *
   * @throws SQLException if no reply came in time
   */
  void beat() throws SQLException {
    try {
      Connection open = connection;
      if (open == null) {
        open = driver.connect(url, properties);
        if (open == null) {
          throw new SQLException("No driver for " + url, CANNOT_CONNECT);
        }
        connection = open;
        open.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
      }
      try (Statement statement = open.createStatement()) {
        statement.execute("select 1");
      }
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        // It is closed already.
        return;
      }
    }
  }
}
