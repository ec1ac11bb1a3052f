package dev.waymark.server.start;

import dev.waymark.server.postgres.DataFolder;
import dev.waymark.server.postgres.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.flywaydb.core.Flyway;

/**
 * A database as an earlier version of the server left it, with the schema of that version and what
 * was recorded with it: {@code former/data.sql.gz}.
 */
public final class FormerDatabase implements QuarkusTestResourceLifecycleManager {
  /** The newest migration that the earlier version had. */
  private static final String SCHEMA = "11";

  private static final String NUMBERS_GO_ON =
      """
      do $$
      declare
        thing record;
      begin
        for thing in select table_name, column_name from information_schema.columns
          where table_schema = 'public' and is_identity = 'YES'
        loop
          execute format('select setval(pg_get_serial_sequence(%L, %L), greatest(1, (select max(%I) from %I)))',
            thing.table_name, thing.column_name, thing.column_name, thing.table_name);
        end loop;
      end $$
      """;

  private Path folder = Path.of("target");
  private EmbeddedPostgres database;

  /** Tests with a server on it. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(FormerDatabase.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("waymark-former-");
      database = EmbeddedPostgres.start(DataFolder.claim(folder));
      database.awaitReady(Duration.ofSeconds(60));
      Map<String, String> configuration = database.configuration();
      fill(
          configuration.get("quarkus.datasource.jdbc.url"),
          configuration.get("quarkus.flyway.username"),
          configuration.get("quarkus.flyway.password"));
      return configuration;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fill(String url, String owner, String password)
      throws IOException, SQLException {
    Flyway.configure()
        .dataSource(url, owner, password)
        .locations("classpath:db/migration")
        .placeholders(Map.of("application-role", "waymark_app"))
        .target(SCHEMA)
        .load()
        .migrate();
    try (InputStream packed = FormerDatabase.class.getResourceAsStream("former/data.sql.gz");
        InputStream data = new GZIPInputStream(packed);
        Connection connection = DriverManager.getConnection(url, owner, password);
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute("delete from incident_number");
      statement.execute(new String(data.readAllBytes(), StandardCharsets.UTF_8));
      statement.execute(NUMBERS_GO_ON);
    }
  }

  @Override
  public void stop() {
    database.stop(Duration.ofSeconds(2));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
