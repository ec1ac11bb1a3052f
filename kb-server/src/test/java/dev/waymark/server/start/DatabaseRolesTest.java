package dev.waymark.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.server.postgres.DataFolder;
import dev.waymark.server.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the application's role may do in the embedded database, and in one of somebody's own that
 * has been prepared as docker-compose.yml does; each refusal is PostgreSQL's.
 */
class DatabaseRolesTest {
  private static final String NOT_ALLOWED = "42501";
  private static final String IS_REFERRED_TO = "23503";
  private static final String TABLES = "run_event incident_event answer entry_version audit_event";

  private static EmbeddedPostgres database;
  private static Map<String, String> settings = Map.of();

  @TempDir static Path folder;

  /** A database, its owner and its application's role. */
  enum Place {
    EMBEDDED("postgres", "waymark", "waymark_app"),
    OWN("team", "team", "team_app");

    final String name;
    final String owner;
    final String application;

    Place(String name, String owner, String application) {
      this.name = name;
      this.owner = owner;
      this.application = application;
    }

    Connection asOwner() throws SQLException {
      return connect(this == EMBEDDED ? settings.get("quarkus.flyway.password") : "owner's", owner);
    }

    Connection asApplication() throws SQLException {
      return connect(
          this == EMBEDDED ? settings.get("quarkus.datasource.password") : "application's",
          application);
    }

    Flyway flyway(String target) {
      return Flyway.configure()
          .dataSource(
              url(), owner, this == EMBEDDED ? settings.get("quarkus.flyway.password") : "owner's")
          .locations("classpath:db/migration")
          .placeholders(Map.of("application-role", application))
          .target(target)
          .load();
    }

    private Connection connect(String password, String role) throws SQLException {
      return DriverManager.getConnection(url(), role, password);
    }

    private String url() {
      return database.jdbcUrl().replace("/postgres", "/" + name);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    database = EmbeddedPostgres.start(DataFolder.claim(folder));
    database.awaitReady(Duration.ofSeconds(60));
    settings = database.configuration();
    try (Connection superuser = Place.EMBEDDED.asOwner();
        Statement statement = superuser.createStatement()) {
      for (String one : composed().split(";\n")) {
        statement.execute(one);
      }
    }
    for (Place place : Place.values()) {
      place.flyway("8").migrate();
      try (Connection owner = place.asOwner()) {
        // As it was left by failed transactions and crashes.
        execute(owner, "alter table incident alter column number restart with 34");
        openFormerIncident(owner);
      }
      place.flyway("latest").migrate();
    }
  }

  /** What docker-compose.yml creates, by names that the embedded database hasn't taken. */
  private static String composed() throws IOException {
    JsonNode file = new YAMLMapper().readTree(Files.readString(Path.of("../docker-compose.yml")));
    return file.at("/configs/roles/content")
        .asText()
        .replaceAll("\\$\\{WAYMARK_DB_OWNER_PASSWORD[^}]*}", "owner''s")
        .replaceAll("\\$\\{WAYMARK_DB_PASSWORD[^}]*}", "application''s")
        .replace("waymark", "team");
  }

  @AfterAll
  static void stop() {
    database.stop(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsRecordedCanBeAddedToAndReadButNotChanged(Place place) throws SQLException {
    try (Connection connection = place.asApplication()) {
      long incident = openIncident(connection);
      execute(
          connection,
          """
          insert into entry_version values ('hash-%1$d', 'entry', 'entry.md', '', now());
          insert into run (id, incident, ordinal, entry_id, entry_hash, started_at, sequence, head_hash)
            values (gen_random_uuid(), %1$d, 1, 'entry', 'hash-%1$d', now(), 1, '');
          insert into run_event select id, 1, now(), 'PERSON', 'ann', 'note', '{}', '', '' from run where incident = %1$d;
          insert into incident_event values (%1$d, 1, now(), 'PERSON', 'ann', 'opened', '{}', '', '');
          insert into audit_event (at, since, times, action, detail) values (now(), now(), 1, 'sign-in', '');
          insert into answer values ('hash-%1$d', '{}', now()) on conflict do nothing;
          update incident set title = 'another' where number = %1$d;
          insert into keyed_input values ('s', '%1$d', 'h', 1, now());
          delete from keyed_input where key = '%1$d';
          analyze search_document
          """
              .formatted(incident));
      List<String> before = recorded(place);
      assertThat(before).hasSizeGreaterThan(3);

      assertThat(
              forbidden(place).filter(statement -> !isRefused(connection, statement, NOT_ALLOWED)))
          .isEmpty();
      assertThat(
              Stream.of(
                      "delete from run",
                      "delete from incident",
                      "update run set id = gen_random_uuid()",
                      "update incident set number = number + 1000")
                  .filter(statement -> !isRefused(connection, statement, IS_REFERRED_TO)))
          .isEmpty();
      assertThat(recorded(place)).isEqualTo(before);

      // These PostgreSQL answers with a warning, and does nothing.
      for (String table : TABLES.split(" ")) {
        execute(connection, "grant all on " + table + " to current_user");
      }
      assertThat(SchemaQuestion.ask(connection).warnings()).isEmpty();
    }
  }

  /** Everything that would change the record or make it changeable. */
  private static Stream<String> forbidden(Place place) {
    Stream<String> eachTable =
        Stream.of(TABLES.split(" "))
            .flatMap(
                table ->
                    Stream.of(
                            "delete from %s",
                            "delete from %s where false",
                            "truncate %s cascade",
                            "with gone as (delete from %s returning *) select * from gone",
                            "select * from %s for update",
                            "do $$ begin lock table %s in access exclusive mode; end $$",
                            "alter table %s disable trigger append_only",
                            "alter table %s disable trigger all",
                            "alter table %s owner to current_user",
                            "alter table %s rename to other",
                            "alter table %s add column more text",
                            "drop trigger append_only on %s",
                            "drop table %s cascade",
                            "create trigger mine before insert on %s execute function"
                                + " refuse_change()",
                            "create rule mine as on insert to %s do instead nothing",
                            "create index on %s (hash)",
                            "alter table %s enable row level security",
                            "comment on table %s is ''",
                            "copy %s to program 'id'",
                            "copy %s to '/tmp/waymark-copy'",
                            "copy %s from '/etc/passwd'",
                            "copy %s from program 'id'",
                            "do $$ begin execute 'delete from %s'; end $$")
                        .map(statement -> statement.formatted(table)));
    Stream<String> others =
        Stream.of(
            "update run_event set actor = 'mallory'",
            "update run_event set actor = 'mallory' where false",
            "update incident_event set at = now()",
            "update answer set body = '{}'",
            "update entry_version set text = ''",
            "insert into run_event select * from run_event on conflict (run, sequence) do update"
                + " set actor = 'mallory'",
            "merge into run_event e using run r on e.run = r.id when matched then delete",
            "create or replace function refuse_change() returns trigger language plpgsql as $$"
                + " begin return null; end $$",
            "alter function refuse_change() rename to other",
            "drop function refuse_change() cascade",
            "create function mine() returns trigger language plpgsql as $$ begin return null; end"
                + " $$",
            "set session_replication_role = replica",
            "set local session_replication_role = replica",
            "select set_config('session_replication_role', 'replica', false)",
            "alter role current_user set session_replication_role = replica",
            "set role " + place.owner,
            "set session authorization " + place.owner,
            "grant %s to current_user".formatted(place.owner),
            "alter role %s password 'known'".formatted(place.owner),
            "alter role current_user superuser",
            "alter role current_user createrole",
            "alter role current_user bypassrls",
            "create role mallory superuser",
            "create role mallory",
            "drop role " + place.owner,
            "grant pg_write_all_data to current_user",
            "grant pg_write_server_files to current_user",
            "alter database %s owner to current_user".formatted(place.name),
            "alter schema public owner to current_user",
            "drop schema public cascade",
            "drop schema review cascade",
            "create schema mine",
            "create table mine ()",
            "create extension dblink",
            "reassign owned by %s to current_user".formatted(place.owner),
            "drop owned by " + place.owner,
            "alter default privileges for role %s grant all on tables to public"
                .formatted(place.owner),
            "update flyway_schema_history set checksum = 0",
            "delete from flyway_schema_history",
            "update pg_trigger set tgenabled = 'D'",
            "update pg_class set relowner = 0",
            "delete from pg_trigger",
            "alter system set session_preload_libraries = 'x'",
            "load 'plpgsql_check'",
            "select pg_read_file('/etc/passwd')",
            "select pg_ls_dir('.')",
            "select lo_import('/etc/passwd')",
            "select pg_reload_conf()",
            "select pg_promote()",
            "create event trigger x on ddl_command_start execute function refuse_change()",
            "create publication everything for all tables",
            "create subscription x connection '' publication y");
    return Stream.concat(eachTable, others);
  }

  private static boolean isRefused(Connection connection, String statement, String state) {
    try {
      execute(connection, statement);
      return false;
    } catch (SQLException e) {
      if (!state.equals(e.getSQLState())) {
        System.err.println(statement + ": " + e.getSQLState() + " " + e.getMessage());
      }
      return state.equals(e.getSQLState());
    }
  }

  private static List<String> recorded(Place place) throws SQLException {
    try (Connection owner = place.asOwner()) {
      return Stream.of(TABLES.split(" "))
          .flatMap(
              table ->
                  texts(owner, "select t::text from %s t order by 1".formatted(table)).stream())
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theStartSaysWhatARoleMayDoTooMuch(Place place) throws SQLException {
    try (Connection application = place.asApplication();
        Connection owner = place.asOwner()) {
      Schema right = SchemaQuestion.ask(application);
      assertThat(right.version()).isEqualTo(Migrations.newest());
      assertThat(right.isUsable()).isTrue();
      assertThat(right.warnings()).isEmpty();

      assertThat(SchemaQuestion.ask(owner).warnings())
          .singleElement()
          .asString()
          .contains("role " + place.owner + (place == Place.EMBEDDED ? " is a superuser" : " owns"))
          .contains("docs/running.md");

      // One column of one table is enough to be told of, and the next migration takes it back.
      execute(owner, "grant update (actor) on run_event to " + place.application);
      execute(owner, "alter table answer disable trigger append_only");
      assertThat(SchemaQuestion.ask(application).warnings())
          .hasSize(2)
          .anyMatch(text -> text.contains("may change or delete rows of run_event,"))
          .anyMatch(text -> text.contains("switched off on answer,"));
      execute(owner, "alter table answer enable trigger append_only");
      place.flyway("latest").migrate();
      assertThat(SchemaQuestion.ask(application).warnings()).isEmpty();

      execute(owner, "revoke insert on incident from " + place.application);
      assertThat(SchemaQuestion.ask(application).isUsable()).isFalse();
      place.flyway("latest").migrate();
      assertThat(SchemaQuestion.ask(application).isUsable()).isTrue();
    }
  }

  @Test
  void freeQuestionsKeepTheirRoleAndNothingMore() throws SQLException {
    try (Connection application = Place.EMBEDDED.asApplication()) {
      execute(application, "select * from run_event");
      execute(application, "set role waymark_review");
      execute(application, "select * from review.ask('select 42', 10, 100)");
      assertThatThrownBy(() -> execute(application, "select * from run_event"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void numbersOfIncidentsHaveNoGaps() throws Exception {
    Place place = Place.OWN;
    long last;
    try (Connection connection = place.asApplication()) {
      last = openIncident(connection);
    }
    int threads = 4;
    int each = 20;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Callable<List<Long>>> openers =
        IntStream.range(0, threads)
            .<Callable<List<Long>>>mapToObj(i -> () -> open(place, each))
            .toList();
    List<Long> numbers = new ArrayList<>();
    for (Future<List<Long>> some : pool.invokeAll(openers)) {
      numbers.addAll(some.get());
    }
    pool.shutdown();
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, threads * each / 2).mapToObj(i -> last + i).toList());

    long next = last + threads * each / 2 + 1;
    crash();
    try (Connection connection = place.asApplication()) {
      assertThat(openIncident(connection)).isEqualTo(next);
    }
  }

  /** Every second one is rolled back. */
  private static List<Long> open(Place place, int count) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (Connection connection = place.asApplication()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < count; i++) {
        long number = openIncident(connection);
        if (i % 2 == 0) {
          connection.rollback();
        } else {
          connection.commit();
          numbers.add(number);
        }
      }
    }
    return numbers;
  }

  private static void crash() throws Exception {
    String pid = Files.readAllLines(folder.resolve("postgresql/postmaster.pid")).get(0);
    assertThat(new ProcessBuilder("kill", "-9", pid).start().waitFor()).isZero();
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
      try (Connection connection = Place.OWN.asApplication()) {
        if (connection.isValid(1)) {
          return;
        }
      } catch (SQLException e) {
        // Not yet.
      }
    }
  }

  private static long openIncident(Connection connection) throws SQLException {
    return insert(
        connection,
        """
        insert into incident (title, entry_id, severity, state, owner, opened_by, opened_at, updated_at, node,
          node_title, sequence, head_hash)
        values ('t', 'e', 'SEV1', 'OPEN', 'ann', 'ann', now(), now(), 'n', 'N', 1, '') returning number
        """);
  }

  /** As a server of version 8 did. */
  private static void openFormerIncident(Connection connection) throws SQLException {
    insert(
        connection,
        """
        insert into incident (title, entry_id, severity, state, opened_by, opened_at, updated_at, node,
          node_title, sequence, head_hash)
        values ('t', 'e', 'SEV1', 'OPEN', 'ann', now(), now(), 'n', 'N', 1, '') returning number
        """);
  }

  private static long insert(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<String> texts(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
