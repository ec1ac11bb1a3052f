package dev.waymark.server.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SearchApiTest {
  @Inject People people;
  private RequestSpecification viewer;

  @BeforeEach
  void signIn() {
    viewer = people.as(Role.VIEWER);
  }

  @ParameterizedTest
  @CsvSource({
    "'kind=note', 422",
    "'q=gateway', 200",
    "'q=', 422",
    "'q=gateway&kind=note&kind=entry', 200",
    "'q=gateway&kind=poem', 422",
    "'q=gateway&severity=worst', 422",
    "'q=gateway&drill=maybe', 422",
    "'q=gateway&since=yesterday', 422",
    "'q=gateway&since=2026-11-01T00:00:00Z', 200",
    "'q=gateway&page=x', 422",
    "'q=gateway&page=-3&size=100000', 200",
    "'q=gateway&page=2147483647', 200",
    "'q=%27%3B--&entry=%27&service=%22&state=%5C', 200",
    "'q=gateway&entry=%00', 400"
  })
  void whatIsWrongIsSaidAndNothingFails(String query, int status) {
    given()
        .spec(viewer)
        .urlEncodingEnabled(false)
        .get("/api/v1/search?" + query)
        .then()
        .statusCode(status);
  }

  @Test
  void aLongTextIsTakenAsABody() {
    given()
        .spec(viewer)
        .contentType(ContentType.JSON)
        .body(Map.of("text", "ERROR the gateway\nfailed with <b>\t</b> \n".repeat(2_000)))
        .post("/api/v1/search")
        .then()
        .statusCode(200)
        .body("reading", equalTo("pasted"));
    given()
        .spec(viewer)
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/v1/search")
        .then()
        .statusCode(422);
  }

  @Test
  void noIncidentHasNothingSimilar() {
    given().spec(viewer).get("/api/v1/incidents/999999999/similar").then().statusCode(404);
    given().spec(viewer).get("/api/v1/incidents/x/similar").then().statusCode(404);
  }

  @Test
  void aPageShowsWhatWasTypedAsText() {
    given()
        .spec(viewer)
        .accept("text/html")
        .queryParam("q", "<script>alert('x')</script> \"></textarea>")
        .get("/search")
        .then()
        .statusCode(200)
        .body(not(containsString("<script>alert")))
        .body(not(containsString("\"></textarea> ")))
        .body(containsString("&lt;script&gt;"));
  }

  @Test
  void theBundledEntryIsFoundThroughHttp() throws InterruptedException {
    for (int i = 0; i < 100 && found("backend timeout") == 0; i++) {
      Thread.sleep(100);
    }

    given()
        .spec(viewer)
        .get("/api/v1/search?q=backend timeout")
        .then()
        .statusCode(200)
        .body("hits.entry", hasItem("apim-502-bad-gateway"))
        .body("hits[0].excerpt.found", hasItem(true));
  }

  private int found(String text) {
    return given()
        .spec(viewer)
        .queryParam("q", text)
        .get("/api/v1/search")
        .jsonPath()
        .getList("hits")
        .size();
  }
}
