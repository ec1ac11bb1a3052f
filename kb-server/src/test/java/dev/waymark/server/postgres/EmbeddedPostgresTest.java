package dev.waymark.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void dataOutlivesAKilledServerAndItsDatabase() throws Exception {
    DataFolder first = DataFolder.claim(folder);
    EmbeddedPostgres database = EmbeddedPostgres.start(first);
    database.awaitReady(PATIENCE);
    execute(database, "create table thing as select 42 as answer");
    String url = database.jdbcUrl();

    // The server is gone, its database isn't: the next one goes on with it.
    first.release();
    DataFolder second = DataFolder.claim(folder);
    EmbeddedPostgres orphan = EmbeddedPostgres.start(second);
    orphan.awaitReady(PATIENCE);
    assertThat(orphan.jdbcUrl()).isEqualTo(url);
    execute(orphan, "insert into thing values (43)");

    // Both are gone, and what they left says otherwise.
    Postmaster postmaster = Postmaster.of(folder.resolve("postgresql")).orElseThrow();
    ProcessHandle process = postmaster.process().orElseThrow();
    process.destroyForcibly();
    process.onExit().get();
    second.release();
    DataFolder third = DataFolder.claim(folder);
    EmbeddedPostgres again = EmbeddedPostgres.start(third);
    again.awaitReady(PATIENCE);
    execute(again, "insert into thing values (44)");

    again.stop();
    assertThat(Postmaster.of(folder.resolve("postgresql"))).isEmpty();
    DataFolder.claim(folder).release();
  }

  @Test
  void aNumberThatBelongsToAnotherProgramIsNotTakenForADatabase() throws IOException {
    Path cluster = Files.createDirectories(folder.resolve("postgresql"));
    Files.writeString(
        cluster.resolve("postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + cluster + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");

    assertThat(Postmaster.of(cluster).orElseThrow().process()).isEmpty();
  }

  @Test
  void aSecondServerOnTheFolderIsToldSo() {
    DataFolder first = DataFolder.claim(folder);

    assertThatThrownBy(() -> DataFolder.claim(folder))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("Another Waymark server")
        .hasMessageContaining(Long.toString(ProcessHandle.current().pid()))
        .hasMessageContaining("--data");
    first.release();
  }

  @Test
  void aFolderThatCannotBeMadeIsToldSo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> DataFolder.claim(file.resolve("data")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("can't be written")
        .hasMessageContaining("--data");
  }

  @Test
  void onlyTheOwnerMayLookInside() throws IOException {
    DataFolder data = DataFolder.claim(folder.resolve("data"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
        .isEqualTo("rwx------");
    data.release();
  }

  @Test
  void theFoldersFollowTheEnvironment() {
    assertThat(DataFolder.defaultPath(Map.of("XDG_DATA_HOME", "/srv/data")))
        .isEqualTo(Path.of("/srv/data/waymark"));
    assertThat(DataFolder.defaultPath(Map.of("XDG_DATA_HOME", "not/absolute")))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".local/share/waymark"));
    assertThat(DataFolder.cachePath(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/waymark"));
  }

  private static void execute(EmbeddedPostgres database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), EmbeddedPostgres.USER, database.password());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
