package dev.waymark.server.question;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL of administrators may do, and what it may not. */
@QuarkusTest
class FreeQuestionsTest {
  @Inject FreeQuestions questions;
  @Inject HandMade handMade;
  @Inject People people;
  @Inject Sql sql;

  @BeforeEach
  void fill() throws SQLException {
    handMade.fill();
  }

  @Test
  void viewsAreReadWithOrWithoutTheirSchema() {
    SqlAnswer.Rows rows =
        answered(
            "select cause, count(*) as n, null as nothing from review.incidents"
                + " where service = 'Hand-made' and not drill group by 1 order by 2 desc, 1;");
    assertThat(rows.columns()).containsExactly("cause", "n", "nothing");
    assertThat(rows.rows())
        .extracting(row -> row.get(0).text() + "|" + row.get(1).text() + "|" + row.get(2).text())
        .containsExactly("cause-x|3|", "cause-y|1|", "|1|");
    assertThat(rows.rows().get(0).get(1).number()).isTrue();
    for (String view :
        List.of(
            "incidents",
            "visits",
            "changes",
            "entries",
            "steps",
            "branches",
            "reviews",
            "lessons",
            "follow_ups")) {
      assertThat(answered("select count(*) from " + view).rows()).hasSize(1);
    }
    assertThat(answered("select * from incidents where false").rows()).isEmpty();
    assertThat(answered("select current_user as who").rows().get(0).get(0).text())
        .isEqualTo("waymark_review");
  }

  @Test
  void moreRowsThanAllowedAreCutAndTold() {
    SqlAnswer.Rows rows = answered("select * from generate_series(1, 5000) n");
    assertThat(rows.rows()).hasSize(1000);
    assertThat(rows.more()).isTrue();
    assertThat(answered("select * from generate_series(1, 1000) n").more()).isFalse();
    SqlAnswer.Rows large = answered("select repeat('x', 900000) from generate_series(1, 100)");
    assertThat(large.rows().size()).isLessThan(3);
    assertThat(large.more()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from public.account",
        "select * from public.fact_incident",
        "select * from public.run_event",
        "select * from pg_authid",
        "update public.incident set title = 'x' returning number",
        "delete from lessons returning id",
        "insert into public.account (name) values ('mallory') returning id",
        "with gone as (delete from public.saved_question returning *) select * from gone",
        "create table x ()",
        "drop view review.incidents",
        "reset role",
        "set role none",
        "set session authorization default",
        "reset session authorization",
        "begin",
        "commit",
        "select 1; select 2",
        "select 1; reset role; select * from public.account",
        "do $x$ begin execute 'reset role'; end $x$",
        "copy (select 1) to stdout",
        "copy (select 1) to program 'id'",
        "listen x",
        "select set_config('role', 'none', false)",
        "select set_config('role', 'none', true), query_to_xml('select * from account', true,"
            + " false, '')",
        "select set_config('session_authorization', 'waymark', false)",
        "select query_to_xml('select * from public.account', true, false, '')",
        "select query_to_xml('reset role', true, false, '')",
        "select set_config('transaction_read_only', 'off', true), nextval('public.alert_id_seq')",
        "select pg_read_file('/etc/passwd')",
        "select pg_read_binary_file('postgresql.conf')",
        "select pg_ls_dir('.')",
        "select lo_import('/etc/passwd')",
        "select lo_create(0)",
        "select lo_from_bytea(0, 'x')",
        "select dblink('dbname=postgres', 'select 1')",
        "select pg_reload_conf()",
        "select pg_switch_wal()",
        "select pg_logical_emit_message(false, 'x', 'y')",
        "select pg_notify('x', 'y')",
        "select nextval('public.alert_id_seq')",
        "select set_config('work_mem', '64MB', false) from public.account",
      })
  void nothingElseIsDone(String statement) throws SQLException {
    List<String> before = accounts();

    assertThat(questions.ask(statement, "ann")).isInstanceOf(SqlAnswer.Refused.class);

    assertThat(accounts()).isEqualTo(before);
    assertThat(answered("select current_user as who, current_setting('role') as role").rows())
        .extracting(row -> row.get(0).text())
        .containsExactly("waymark_review");
  }

  @Test
  void settingsAndLocksDontOutliveTheStatement() throws SQLException, InterruptedException {
    answered("select set_config('search_path', 'nowhere', false), pg_advisory_lock(4711)");

    String locks = "select count(*) from pg_locks where locktype = 'advisory' and objid = 4711";
    long end = System.nanoTime() + 2_000_000_000L;
    while (!sql.lines(locks).equals(List.of("0")) && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(sql.lines(locks)).as("its process has ended").containsExactly("0");
    assertThat(sql.lines("show search_path")).doesNotContain("nowhere");
    assertThat(answered("select count(*) from incidents").rows()).hasSize(1);
  }

  @Test
  void whatTakesTooLongIsStopped() {
    for (String statement :
        List.of(
            "select set_config('statement_timeout', '0', true), pg_sleep(30)",
            "select count(*) from generate_series(1, 100000000000) n")) {
      long start = System.nanoTime();
      SqlAnswer answer = questions.ask(statement, "ann");
      assertThat(answer).isInstanceOf(SqlAnswer.Refused.class);
      assertThat(((SqlAnswer.Refused) answer).message()).contains("timeout");
      assertThat(((SqlAnswer.Refused) answer).hint()).contains("Narrow it");
      assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select repeat('x', 1000000000)",
        "select (select string_agg(repeat('x', 1000000), '') from generate_series(1, 900)),"
            + " (select string_agg(repeat('y', 1000000), '') from generate_series(1, 900))",
        "select array_agg(n) from generate_series(1, 50000000) n",
        "select set_config('work_mem', '20GB', true), count(*) from"
            + " (select distinct repeat('x', 1000) || n from generate_series(1, 3000000) n) x",
        "select jsonb_agg(repeat('x', 100000)) from generate_series(1, 10000)",
        "select lpad('', 200000000, 'x') || rpad('', 200000000, 'y')",
      })
  void whatTakesTooMuchMemoryIsRefusedSoon(String statement) {
    long start = System.nanoTime();
    SqlAnswer.Refused refused = (SqlAnswer.Refused) questions.ask(statement, "ann");
    assertThat(refused.message()).containsAnyOf("256 MiB of memory", "temp_file_limit", "timeout");
    assertThat(System.nanoTime() - start).isLessThan(8_000_000_000L);
    assertThat(answered("select 1 as one").rows()).hasSize(1);
  }

  @Test
  void temporaryFilesAreBounded() {
    SqlAnswer.Refused refused =
        (SqlAnswer.Refused)
            questions.ask(
                "select count(*) from (select repeat('x', 100000) || n as x"
                    + " from generate_series(1, 100000) n order by x) y",
                "ann");
    assertThat(refused.message()).containsAnyOf("temp_file_limit", "256 MiB of memory", "timeout");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "selec 1                                | 1 | 1  | yntax error",
        "select 1 from nowhere                  | 1 | 15 | does not exist",
        "select nope from incidents             | 1 | 8  | does not exist",
        "select '😀', nope from incidents        | 1 | 14 | does not exist",
        "''                                     | 0 | 0  | no statement",
        "reset role                             | 0 | 0  | one statement that gives rows",
        "select * from public.account           | 0 | 0  | ermission denied",
      })
  void errorsSayWhere(String statement, int line, int column, String message) {
    SqlAnswer.Refused refused = (SqlAnswer.Refused) questions.ask(statement, "ann");
    assertThat(refused.message()).contains(message);
    assertThat(refused.hint()).isNotEmpty();
    assertThat(refused.line().orElse(0)).isEqualTo(line);
    assertThat(refused.column().orElse(0)).isEqualTo(column);
  }

  @Test
  void theCaretStandsUnderTheWord() {
    SqlAnswer.Refused refused =
        (SqlAnswer.Refused) questions.ask("select incident,\n  nope\nfrom incidents", "ann");
    assertThat(refused.line()).contains(2);
    assertThat(refused.excerpt()).contains("  nope\n  ^");
  }

  @Test
  void onlyAdministratorsAsk() {
    for (Role role : Role.values()) {
      int status = role == Role.ADMINISTRATOR ? 200 : 403;
      given()
          .spec(people.as(role))
          .contentType(ContentType.URLENC)
          .formParam("sql", "select 42 as answer")
          .post("/review/sql")
          .then()
          .statusCode(status);
    }
    given()
        .spec(people.as(Role.ADMINISTRATOR))
        .contentType(ContentType.URLENC)
        .formParam("sql", "select <b>x</b>")
        .post("/review/sql")
        .then()
        .statusCode(422)
        .body(containsString("Line 1, column 8"))
        .body(containsString("&lt;b&gt;"));
  }

  @Test
  void anAnswerIsAFileToo() {
    RequestSpecification administrator = people.as(Role.ADMINISTRATOR);
    String csv =
        given()
            .spec(administrator)
            .contentType(ContentType.URLENC)
            .formParam(
                "sql",
                "select '=1+1' as \"=name\", -2 as number, '-2' as text, 'a \"b\", c' as quoted,"
                    + " null as nothing")
            .post("/review/sql/csv")
            .then()
            .statusCode(200)
            .contentType("text/csv")
            .header("Content-Disposition", containsString("answer.csv"))
            .extract()
            .asString();
    assertThat(csv)
        .isEqualToNormalizingNewlines(
            """
            "'=name","number","text","quoted","nothing"
            "'=1+1","-2","'-2","a ""b"", c",""
            """);
    given()
        .spec(administrator)
        .contentType(ContentType.URLENC)
        .formParam("sql", "select nope")
        .post("/review/sql/csv")
        .then()
        .statusCode(422)
        .contentType(ContentType.HTML)
        .body(containsString("Line 1, column 8"));
  }

  private SqlAnswer.Rows answered(String statement) {
    SqlAnswer answer = questions.ask(statement, "ann");
    assertThat(answer).as(answer.toString()).isInstanceOf(SqlAnswer.Rows.class);
    return (SqlAnswer.Rows) answer;
  }

  private List<String> accounts() throws SQLException {
    return sql.lines("select name, role, active from account order by id");
  }
}
