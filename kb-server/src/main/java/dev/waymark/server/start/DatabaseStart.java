package dev.waymark.server.start;

import dev.waymark.server.postgres.EmbeddedPostgres;
import dev.waymark.server.postgres.StartFailure;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Has the database ready, with its newest schema, before anything else of the application begins.
 * The embedded one starts while the application itself loads.
 */
@ApplicationScoped
class DatabaseStart {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicReference<EmbeddedPostgres> EMBEDDED = new AtomicReference<>();

  private final Instance<Flyway> flyway;
  private final DataSource source;
  private final DatabaseHealth health;

  DatabaseStart(Instance<Flyway> flyway, DataSource source, DatabaseHealth health) {
    this.flyway = flyway;
    this.source = source;
    this.health = health;
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
  }

  static Optional<EmbeddedPostgres> embedded() {
    return Optional.ofNullable(EMBEDDED.get());
  }

  void migrate(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    try {
      embedded().ifPresent(database -> database.awaitReady(PATIENCE));
      health.found(newestSchema());
    } catch (StartFailure e) {
      if (ServeCommand.hasStarted()) {
        Shutdown.giveUp(e);
      }
      throw e;
    }
  }

  private Schema newestSchema() {
    int newest = Migrations.newest();
    Schema schema = schema();
    if (schema.version() > newest) {
      throw new StartFailure(
          "The database's schema has version %d, and this server knows versions up to %d: a newer server has used the database. Start that one, or restore a backup from before."
              .formatted(schema.version(), newest));
    }
    if (schema.version() == newest && schema.isUsable()) {
      return schema;
    }
    try {
      flyway.get().migrate();
    } catch (FlywayException e) {
      throw new StartFailure(
          "The database's schema can't be brought from version %d to %d."
              .formatted(schema.version(), newest),
          e);
    }
    Schema migrated = schema();
    if (!migrated.isUsable()) {
      throw new StartFailure(
          "The database role of the application may not read or add to all tables. Run the"
              + " migrations as their owner with QUARKUS_FLYWAY_USERNAME and"
              + " QUARKUS_FLYWAY_PASSWORD: docs/running.md, “The database's roles”.");
    }
    return migrated;
  }

  private Schema schema() {
    try (Connection connection = source.getConnection()) {
      return SchemaQuestion.ask(connection);
    } catch (SQLException e) {
      throw new StartFailure(
          "The database can't be reached. Check that it runs, and QUARKUS_DATASOURCE_JDBC_URL,"
              + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.",
          e);
    }
  }

  void release(@Observes ShutdownEvent event) {
    Shutdown.applicationStopped();
  }
}
