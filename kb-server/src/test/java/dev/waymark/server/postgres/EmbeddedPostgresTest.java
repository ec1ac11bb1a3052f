package dev.waymark.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BACK_WITHIN = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofMillis(500);

  private final List<EmbeddedPostgres> started = new ArrayList<>();

  /** One cluster for all tests, since making one takes longer than all else here. */
  @TempDir static Path data;

  @TempDir Path folder;

  @AfterEach
  void stopAll() {
    started.forEach(database -> database.stop(STOP));
  }

  @Test
  void dataOutlivesAKilledServerAndItsDatabase() throws Exception {
    DataFolder first = DataFolder.claim(data);
    EmbeddedPostgres database = EmbeddedPostgres.start(first);
    awaitUnsupervised(database);
    execute(database, "create table thing as select 42 as answer");
    long left = postmaster();

    // The server is gone, its database isn't: frozen even, and another one takes its place.
    first.release();
    signal("STOP", left);
    DataFolder second = DataFolder.claim(data);
    EmbeddedPostgres next = EmbeddedPostgres.start(second);
    awaitUnsupervised(next);
    assertThat(ProcessHandle.of(left).filter(ProcessHandle::isAlive)).isEmpty();
    execute(next, "insert into thing values (43)");

    // Both are gone, and what they left says otherwise.
    signal("KILL", postmaster());
    second.release();
    EmbeddedPostgres again = start();
    execute(again, "insert into thing values (44)");
    assertThat(texts(again, "select answer from thing order by 1"))
        .containsExactly("42", "43", "44");

    again.stop(STOP);
    started.clear();
    assertThat(Postmaster.of(cluster())).isEmpty();
    DataFolder.claim(data).release();
  }

  @Test
  void oneThatIsKilledComesBackOnItsPort() throws Exception {
    EmbeddedPostgres database = start();
    String url = database.jdbcUrl();
    execute(database, "create table kept as select 42 as answer");
    assertThat(database.trouble()).isEmpty();

    for (int round = 0; round < 2; round++) {
      // One of its processes works on and one is frozen: neither notices that the first is gone.
      Connection busy = connect(database);
      Thread work =
          new Thread(
              () -> {
                try (Statement statement = busy.createStatement()) {
                  statement.execute("select count(*) from generate_series(1, 10000000000)");
                } catch (SQLException e) {
                  // It's ended with the others.
                }
              });
      work.start();
      Connection frozen = connect(database);
      signal("STOP", Long.parseLong(text(frozen, "select pg_backend_pid()")));
      long killed = postmaster();

      signal("KILL", killed);
      await(Duration.ofSeconds(2), () -> database.trouble().isPresent());
      await(BACK_WITHIN, () -> answers(database));

      assertThat(database.jdbcUrl()).isEqualTo(url);
      assertThat(postmaster()).isNotEqualTo(killed);
      assertThat(texts(database, "select answer from kept")).containsExactly("42");
      await(Duration.ofSeconds(1), () -> database.trouble().isEmpty());
      work.join();
    }
  }

  @Test
  void oneThatCannotStartSaysWhyAndIsTriedUntilItCan() throws Exception {
    EmbeddedPostgres database = start();
    permissions("rwxrwxrwx");
    signal("KILL", postmaster());

    await(
        BACK_WITHIN,
        () ->
            database
                .trouble()
                .filter(reason -> reason.contains("invalid permissions"))
                .filter(reason -> reason.contains("being started again"))
                .isPresent());
    TimeUnit.SECONDS.sleep(1);
    assertThat(answers(database)).isFalse();

    permissions("rwx------");
    await(BACK_WITHIN, () -> answers(database));
    await(Duration.ofSeconds(1), () -> database.trouble().isEmpty());
  }

  @Test
  void aStartThatFailsIsToldAtOnceAndWhy() throws Exception {
    start().stop(STOP);
    started.clear();

    permissions("rwxrwxrwx");
    assertFailsAtOnce("invalid permissions");
    permissions("rwx------");
    Path settings = cluster().resolve("postgresql.conf");
    String good = Files.readString(settings);
    Files.writeString(settings, "shared_buffers = many\n", StandardOpenOption.APPEND);
    assertFailsAtOnce("invalid value for parameter \"shared_buffers\"");
    Files.writeString(settings, good);
    Files.move(cluster().resolve("global"), cluster().resolve("gone"));
    assertFailsAtOnce("could not find the database system");
    Files.move(cluster().resolve("gone"), cluster().resolve("global"));
  }

  private void assertFailsAtOnce(String reason) {
    DataFolder claimed = DataFolder.claim(data);
    long start = System.nanoTime();
    assertThatThrownBy(() -> EmbeddedPostgres.start(claimed).awaitReady(PATIENCE))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("can't be started")
        .hasMessageContaining(reason)
        .hasMessageContaining("postgresql.log");
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(2).toNanos());
    claimed.release();
  }

  @Test
  void stoppingTakesNoLongerWhereItIsFrozen() throws Exception {
    EmbeddedPostgres database = start();
    Connection connection = connect(database);
    signal("STOP", Long.parseLong(text(connection, "select pg_backend_pid()")));
    signal("STOP", postmaster());

    long start = System.nanoTime();
    database.stop(STOP);
    started.clear();

    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(1).toNanos());
    execute(start(), "select 1");
  }

  @Test
  void aClusterFromBeforeTheApplicationHadARoleGetsOne() throws Exception {
    EmbeddedPostgres before = start();
    execute(before, "drop role waymark_app");
    before.stop(STOP);
    started.clear();
    Files.delete(data.resolve("postgresql.app.password"));

    EmbeddedPostgres database = start();

    assertThat(
            texts(
                database,
                "select concat_ws(' ', rolcanlogin, rolsuper, rolcreaterole, rolcreatedb,"
                    + " rolinherit, rolreplication, rolbypassrls) from pg_roles where rolname ="
                    + " 'waymark_app'"))
        .containsExactly("t f f f f f f");
    Map<String, String> settings = database.configuration();
    try (Connection connection =
        DriverManager.getConnection(
            settings.get("quarkus.datasource.jdbc.url"),
            settings.get("quarkus.datasource.username"),
            settings.get("quarkus.datasource.password"))) {
      assertThat(text(connection, "select current_user")).isEqualTo("waymark_app");
    }
    assertThat(Files.readString(data.resolve("postgresql.log")))
        .doesNotContain(settings.get("quarkus.datasource.password"));
  }

  @Test
  void aNumberThatBelongsToAnotherProgramIsNotTakenForADatabase() throws Exception {
    EmbeddedPostgres other = start();
    Path cluster = Files.createDirectories(folder.resolve("other/postgresql"));
    for (long pid : List.of(ProcessHandle.current().pid(), postmaster())) {
      Files.writeString(
          cluster.resolve("postmaster.pid"),
          pid + "\n" + cluster + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");

      assertThat(Postmaster.of(cluster).orElseThrow().process(cluster)).isEmpty();
    }
    assertThat(answers(other)).isTrue();
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

  private EmbeddedPostgres start() {
    EmbeddedPostgres database = EmbeddedPostgres.start(DataFolder.claim(data));
    started.add(database);
    database.awaitReady(PATIENCE);
    return database;
  }

  /** Ready, but with nobody who would start it again, as when its server has been killed. */
  private static void awaitUnsupervised(EmbeddedPostgres database) throws Exception {
    await(PATIENCE, () -> answers(database));
  }

  private Path cluster() {
    return data.resolve("postgresql");
  }

  private void permissions(String permissions) throws IOException {
    Files.setPosixFilePermissions(cluster(), PosixFilePermissions.fromString(permissions));
  }

  private long postmaster() {
    return Postmaster.of(cluster()).map(Postmaster::pid).orElseThrow();
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  private static void await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not within " + limit).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static boolean answers(EmbeddedPostgres database) {
    try (Connection connection = connect(database)) {
      return text(connection, "select 1").equals("1");
    } catch (SQLException e) {
      return false;
    }
  }

  private static Connection connect(EmbeddedPostgres database) throws SQLException {
    Map<String, String> settings = database.configuration();
    return DriverManager.getConnection(
        database.jdbcUrl(),
        settings.get("quarkus.flyway.username"),
        settings.get("quarkus.flyway.password"));
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static List<String> texts(EmbeddedPostgres database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static void execute(EmbeddedPostgres database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
