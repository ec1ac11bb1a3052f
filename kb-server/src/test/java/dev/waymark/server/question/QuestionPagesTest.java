package dev.waymark.server.question;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The questions as people and programs meet them. */
@QuarkusTest
class QuestionPagesTest {
  private static final String API = "/api/v1/review/questions";
  private static final String HAND_MADE = "service=Hand-made";

  @Inject People people;
  @Inject HandMade handMade;
  @Inject Sql sql;
  private RequestSpecification viewer;

  @BeforeEach
  void signIn() throws SQLException {
    handMade.fill();
    viewer = people.as(Role.VIEWER);
  }

  @Test
  void programsReadTheCatalogueAndAnswers() {
    get(API).body("size()", greaterThanOrEqualTo(20)).body("id", hasItem("check-value"));
    get(API + "/causes?" + HAND_MADE)
        .body("question", equalTo("causes"))
        .body("filters.service", equalTo("Hand-made"))
        .body("rows[0].values.cause", equalTo("cause-x"))
        .body("rows[0].values.incidents", equalTo(3));
    String cause = get(API + "/causes?" + HAND_MADE).extract().path("rows[0].keys.cause");
    get(API + "/causes/incidents?" + HAND_MADE + "&column=incidents&k_cause=" + cause)
        .body("total", equalTo(3))
        .body("incidents.number", equalTo(List.of(900_003, 900_002, 900_001)));
  }

  @Test
  void answersAreFilesToo() throws SQLException {
    sql.run("update fact_visit set reason = '=1+1' where incident = ? and visit = 1", 900_004);
    String csv =
        get(API + "/override-reasons?format=csv&" + HAND_MADE)
            .header("Content-Disposition", containsString("override-reasons.csv"))
            .extract()
            .asString();
    sql.run(
        "update fact_visit set reason = 'looks degraded' where incident = ? and visit = 1",
        900_004);
    assertThat(csv)
        .isEqualTo(
            "\"entry\",\"step\",\"reason\",\"times\"\r\n\"hand-a\",\"Check\",\"'=1+1\",\"1\"\r\n");
  }

  @Test
  void wrongRequestsAreRefusedByName() {
    for (Map.Entry<String, Integer> wrong :
        Map.of(
                "/nothing", 404,
                "/causes?from=yesterday", 422,
                "/causes?severity=bad", 422,
                "/causes?format=xml", 422,
                "/causes/incidents", 422,
                "/causes/incidents?column=title", 404,
                "/causes?cause=%00", 400)
            .entrySet()) {
      given()
          .spec(viewer)
          .urlEncodingEnabled(false)
          .get(API + wrong.getKey())
          .then()
          .statusCode(wrong.getValue())
          .body("hint", not(equalTo("")));
    }
  }

  @Test
  void everyQuestionHasAPageWhoseNumbersOpen() {
    List<String> ids = get(API).extract().path("id");
    for (String id : ids) {
      String page = get("/review/" + id + "?kind=all&" + HAND_MADE).extract().asString();
      Matcher number =
          Pattern.compile("href=\"(/review/" + id + "/incidents\\?[^\"]+)\"").matcher(page);
      assertThat(number.find()).as(id).isTrue();
      get(number.group(1).replace("&amp;", "&")).body(containsString("/incidents/90000"));
      Matcher chart = Pattern.compile("data-chart=\"([^\"]+)\"").matcher(page);
      if (chart.find()) {
        get(chart.group(1).replace("&amp;", "&")).body("kind", not(equalTo("")));
      }
    }
  }

  @Test
  void theCatalogueIsSearched() {
    get("/review").body(allOf(containsString("/review/causes"), containsString("/review/paths")));
    get("/review?text=overdue+owner")
        .body(allOf(containsString("/review/follow-ups"), not(containsString("/review/paths"))));
    get("/review?text=xyzzy").body(containsString("No question has these words"));
  }

  @Test
  void nothingYetSaysWhatToDo() {
    get("/review/causes?" + HAND_MADE + "&to=2001-01-01")
        .body(containsString("No real incident gives an answer"))
        .body(containsString("walk a scenario"));
  }

  @Test
  void drillsAreOfferedWhereNoRealIncidentMatches() {
    get("/review/causes?" + HAND_MADE + "&from=2026-02-14")
        .body(containsString("No real incident matches; 1 drill does:"))
        .body(
            containsString("/review/causes?from=2026-02-14&amp;service=Hand-made&amp;kind=drill"));
  }

  @Test
  void onePeriodIsDrawnAsBars() {
    get("/review/times-trend/chart?" + HAND_MADE).body("kind", equalTo("time"));
    get("/review/times-trend/chart?" + HAND_MADE + "&from=2026-02-01")
        .body("kind", equalTo("bar"))
        .body("categories", equalTo(List.of("2026-02-01")))
        .body("panels[0].unit", equalTo("min"));
  }

  @Test
  void flowsNeverLeadBack() {
    get("/review/paths/chart?" + HAND_MADE)
        .body("kind", equalTo("flows"))
        .body("nodes.name", hasItem("2 · Ask"))
        .body(
            "links.find { it.source == '2 · Ask' && it.target == '3 · Check' }.value", equalTo(1f));
  }

  @Test
  void aQuestionIsKeptForAllAndTakenAwayByWhoKeptIt() {
    String name = "<kept> " + UUID.randomUUID();
    RequestSpecification responder = people.as(Role.RESPONDER);
    post(viewer, "/review/causes/keep", name, 403);
    post(responder, "/review/causes/keep", " ", 422);
    post(responder, "/review/causes/keep?by=week&kind=all", name, 303);

    String page = get("/review").extract().asString();
    assertThat(page).contains(name.replace("<", "&lt;").replace(">", "&gt;"));
    int at = page.indexOf(name.substring(7));
    assertThat(page.substring(page.lastIndexOf("href", at), at))
        .contains("/review/causes?kind=all&amp;by=week");

    String own = given().spec(responder).get("/review").asString();
    Matcher form =
        Pattern.compile("/review/kept/(\\d+)/forget")
            .matcher(own.substring(own.indexOf(name.substring(7))));
    assertThat(form.find()).isTrue();
    post(people.as(Role.AUTHOR), form.group(), "", 403);
    post(responder, form.group(), "", 303);
    assertThat(get("/review").extract().asString()).doesNotContain(name.substring(7));
  }

  private io.restassured.response.ValidatableResponse get(String path) {
    return given().spec(viewer).urlEncodingEnabled(false).get(path).then().statusCode(200);
  }

  private static void post(RequestSpecification who, String path, String name, int status) {
    given()
        .spec(who)
        .contentType(ContentType.URLENC)
        .formParam("name", name)
        .redirects()
        .follow(false)
        .post(path)
        .then()
        .statusCode(status);
  }
}
