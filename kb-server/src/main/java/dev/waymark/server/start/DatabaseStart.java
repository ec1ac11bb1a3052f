package dev.waymark.server.start;

import dev.waymark.server.postgres.EmbeddedPostgres;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Has the database ready, with its newest schema, before anything else of the application begins.
 * The embedded one starts while the application itself loads.
 */
@ApplicationScoped
class DatabaseStart {
  /** Version of the last migration. */
  static final String NEWEST_SCHEMA = "11";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicReference<EmbeddedPostgres> EMBEDDED = new AtomicReference<>();
  private static final CountDownLatch STOPPED = new CountDownLatch(1);

  private final Instance<Flyway> flyway;
  private final DataSource source;

  DatabaseStart(Instance<Flyway> flyway, DataSource source) {
    this.flyway = flyway;
    this.source = source;
  }

  /** Whether somebody gave the URL of a database of their own. */
  static boolean isConfigured() {
    return Optional.ofNullable(System.getenv("QUARKUS_DATASOURCE_JDBC_URL")).isPresent()
        || System.getProperty("quarkus.datasource.jdbc.url") != null;
  }

  /** Makes an embedded database that is starting the application's one. */
  static void begin(EmbeddedPostgres database) {
    EMBEDDED.set(database);
    database.configuration().forEach(System::setProperty);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(database), "embedded-database-stop"));
  }

  /** The application lets go of its connections first. */
  private static void stop(EmbeddedPostgres database) {
    try {
      STOPPED.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.stop();
  }

  void migrate(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    Optional.ofNullable(EMBEDDED.get()).ifPresent(database -> database.awaitReady(PATIENCE));
    if (!hasNewestSchema()) {
      flyway.get().migrate();
    }
  }

  /** One short question, since having Flyway look takes longer than the rest of the start. */
  private boolean hasNewestSchema() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select 1 from flyway_schema_history where version = '%s' and success"
                    .formatted(NEWEST_SCHEMA))) {
      return rows.next();
    } catch (SQLException e) {
      // An empty database has no history; what else is wrong, Flyway will say.
      return false;
    }
  }

  void release(@Observes ShutdownEvent event) {
    STOPPED.countDown();
  }
}
