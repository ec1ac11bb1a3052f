package dev.waymark.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.account.Role;
import dev.waymark.server.lesson.Lessons;
import dev.waymark.server.question.FactsSettled;
import dev.waymark.server.run.RunViews;
import dev.waymark.server.search.SearchSettled;
import dev.waymark.server.support.Owner;
import dev.waymark.server.support.People;
import dev.waymark.server.support.Route;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A GET reads: whoever asks whatever, all rows are as they were. */
@QuarkusTest
class SafeRoutesTest {
  /**
   * Who took data away, and who came with a wrong link: recorded on purpose, though it changes
   * nothing else.
   */
  private static final String AUDIT = "audit_event";

  /** When a session or token was used last. */
  private static final String LAST_USE = "account_token";

  @Inject People people;
  @Inject Owner owner;
  @Inject RunViews runs;
  @Inject Lessons lessons;
  @Inject FactsSettled facts;
  @Inject SearchSettled search;

  @Test
  void aGetChangesNoRow() throws SQLException {
    Map<String, String> places = data();
    Map<Role, RequestSpecification> requests = new TreeMap<>();
    for (Role role : Role.values()) {
      requests.put(role, people.as(role));
    }
    facts.settle();
    search.settle();
    List<String> read = new ArrayList<>();
    Map<String, String> before = rows();
    for (Route route : Route.all()) {
      if (!route.isSafe()) {
        continue;
      }
      String path = path(route, places);
      for (RequestSpecification request : requests.values()) {
        Response reply = given().spec(request).redirects().follow(false).get(path);
        if (reply.statusCode() == 200) {
          read.add(path);
        }
      }
      assertThat(rows()).as(path).isEqualTo(before);
    }
    assertThat(read)
        .contains(
            "/incidents/" + places.get("{number}"),
            "/incidents/" + places.get("{number}") + "/review",
            "/entries/apim-502-bad-gateway",
            "/api/v1" + places.get("/runs/{run}"));
    assertThat(Set.copyOf(read)).hasSizeGreaterThan(30);
  }

  private static String path(Route route, Map<String, String> places) {
    String path = route.template();
    for (Map.Entry<String, String> place : places.entrySet()) {
      path = path.replace(place.getKey(), place.getValue());
    }
    return path.replaceAll("\\{\\w+}", "1");
  }

  /** An incident that was walked to its end, with feedback; what stands in the addresses of it. */
  private Map<String, String> data() {
    ScenarioWalk walk =
        ScenarioWalk.open(people.as(Role.RESPONDER), "apim-502-bad-gateway", "backend-timeout");
    walk.input("feedback", Map.of("feedback", "misled", "text", "It points the wrong way."));
    walk.toTheEnd();
    return Map.of(
        "{number}",
        String.valueOf(walk.incident()),
        "/runs/{run}",
        "/runs/" + runs.currentOf(walk.incident()).orElseThrow().id(),
        "/lessons/{id}",
        "/lessons/" + lessons.ofIncident(walk.incident()).getFirst().id(),
        "/entries/{id}",
        "/entries/apim-502-bad-gateway");
  }

  /**
   * How many rows each table has and the sum of their versions, apart from what is excepted by
   * name. PostgreSQL gives whatever is written the number of its transaction as its version.
   */
  private Map<String, String> rows() throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (Connection connection = owner.connect();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet found =
          statement.executeQuery(
              "select tablename from pg_tables where schemaname = current_schema()")) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      assertThat(tables)
          .contains("run_event", "lesson", AUDIT, LAST_USE, "fact_visit", "search_text");
      String all =
          tables.stream().map(SafeRoutesTest::rowsOf).collect(Collectors.joining(" union all "));
      try (ResultSet found = statement.executeQuery(all)) {
        while (found.next()) {
          rows.put(found.getString(1), found.getString(2));
        }
      }
    }
    return rows;
  }

  private static String rowsOf(String table) {
    String version =
        table.equals(LAST_USE)
            ? "hashtextextended((to_jsonb(t) - 'last_used_at' - 'address' - 'expires_at')::text, 0)"
            : "t.xmin::text::bigint";
    String where =
        table.equals(AUDIT)
            ? " where action not in ('EXPORTED', 'SIGN_IN_FAILED', 'SIGN_IN_REFUSED')"
            : "";
    return "select '%1$s', count(*) || ' ' || coalesce(sum(%2$s), 0) from %1$s t%3$s"
        .formatted(table, version, where);
  }
}
