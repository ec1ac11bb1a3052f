package dev.waymark.server.lesson;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.FollowUp;
import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Whoever left something undone sees it on every page. */
@QuarkusTest
class OverdueFollowUpsTest {
  private static final String ENTRY = "apim-502-bad-gateway";

  @Inject People people;
  @Inject FollowUps followUps;
  @Inject OverdueFollowUps overdue;
  @Inject DataSource source;

  @Test
  void eachPageSaysHowManyOfTheReadersAreOverdue() throws SQLException {
    RequestSpecification ann = people.as(Role.RESPONDER);
    String name = given().spec(ann).get("/api/v1/me").then().statusCode(200).extract().path("name");
    FollowUp one = late(ann, name.toUpperCase(Locale.ROOT), "Raise the timeout");
    late(ann, name, "Watch it");
    late(ann, "somebody-else", "Not hers");
    overdue.count();

    String link = "/follow-ups?owner=" + name;
    page(ann, "/").body(containsString("2 follow-ups of yours are overdue"));
    page(ann, "/entries").body(containsString("href=\"" + link + "\">2 overdue<"));
    page(ann, link)
        .body(containsString("Raise the timeout"))
        .body(containsString("Watch it"))
        .body(not(containsString("Not hers")));
    page(people.as(Role.VIEWER), "/entries").body(not(containsString(" overdue<")));

    assertThat(followUps.drop(one.id(), "not worth it", Actor.person(name)).orThrow().id())
        .isEqualTo(one.id());
    page(ann, "/").body(containsString("A follow-up of yours is overdue"));
  }

  private static ValidatableResponse page(RequestSpecification who, String path) {
    return given().spec(who).accept("text/html").get(path).then().statusCode(200);
  }

  private FollowUp late(RequestSpecification who, String owner, String title) throws SQLException {
    long incident =
        Long.parseLong(ScenarioWalk.open(who, ENTRY, "backend-timeout").incident() + "");
    FollowUp made =
        followUps
            .add(
                incident,
                new NewFollowUp(Optional.empty(), title, owner, LocalDate.now(ZoneOffset.UTC)),
                Actor.person("ann"),
                Optional.empty())
            .orThrow();
    try (Connection connection = source.getConnection();
        var statement =
            connection.prepareStatement("update follow_up set due = '2026-01-01' where id = ?")) {
      statement.setLong(1, made.id());
      statement.execute();
    }
    return made;
  }
}
