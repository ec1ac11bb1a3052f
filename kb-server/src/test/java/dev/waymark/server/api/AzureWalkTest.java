package dev.waymark.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The real clients of Azure against its stand-in, over HTTPS. The last test kills it. */
@QuarkusTest
@TestProfile(AzureStandIn.Profile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AzureWalkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String APIM =
      "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/shop-rg"
          + "/providers/Microsoft.ApiManagement/service/shop-apim";

  @Inject People people;
  private RequestSpecification responder;

  @AzureStandIn.Kill Runnable kill;

  @BeforeEach
  void signIn() {
    responder = people.as(Role.RESPONDER);
  }

  @Test
  @Order(1)
  void openingAnIncidentIsEnoughToWalkToTheCause() {
    JsonPath run = awaitPerson(open());

    assertThat(run.getList("path.node"))
        .containsExactly(
            "which-apis-fail",
            "what-state-is-the-instance-in",
            "when-did-it-begin",
            "what-changed",
            "what-does-the-gateway-report",
            "how-slow-is-the-backend",
            "the-backend-is-slower-than-the-gateway-waits");
    assertThat(run.getString("wants.type")).isEqualTo("confirm");
    assertThat(run.getList("path[0].attempts[0].answer.rows")).isNotEmpty();
    assertThat(run.getBoolean("path[0].attempts[0].answer.recorded")).isFalse();
    assertThat(run.getString("path[0].attempts[0].proposal.why")).isNotBlank();
  }

  @Test
  @Order(2)
  void theFormListsWhatAParameterCanBe() {
    assertThat(listed("apim"))
        .contains(
            "<option value=\"" + APIM + "\">shop-apim · shop-rg · 0b1f6471-",
            "1 in Azure: write a part of the name.",
            "name=\"parameter.window\" value=\"2h\"");
    assertThat(listed("window")).doesNotContain("<option value=\"/subscriptions");
  }

  private String listed(String parameter) {
    return given()
        .spec(responder)
        .contentType(ContentType.URLENC)
        .accept(ContentType.HTML)
        .formParam("list", parameter)
        .formParam("parameter.window", "2h")
        .post("/entries/apim-502-bad-gateway/start/list")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  @Test
  @Order(3)
  void withoutTheStandInThePageSaysWhyAndNoBranchIsTaken() {
    long number = open();
    kill.run();

    JsonPath run = awaitPerson(number);

    assertThat(run.getString("wants.type")).isEqualTo("decide");
    assertThat(run.<Object>get("wants.proposed")).isNull();
    List<String> kinds = run.getList("path[-1].attempts.answer.kind");
    assertThat(kinds).containsExactly("failed");
    String page =
        given().spec(responder).accept("text/html").get("/incidents/" + number).asString();
    assertThat(page).contains("No answer", "Ask again", "failed", "Take a branch yourself");
    assertThat(listed("workspace")).contains("No list: ", "name=\"parameter.window\" value=\"2h\"");
  }

  private long open() {
    // A workspace of its own, since those who ask the same at once share the answer.
    Map<String, String> parameters =
        Map.of("workspace", UUID.randomUUID().toString(), "apim", APIM);
    return given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(Map.of("entry", "apim-502-bad-gateway", "parameters", parameters))
        .post("/api/v1/incidents")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath()
        .getLong("number");
  }

  /** The run once it needs a person. */
  private JsonPath awaitPerson(long number) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonPath runs = runs(number);
    while ("ask".equals(runs.getString("[-1].wants.type")) && System.nanoTime() < deadline) {
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return runs;
      }
      runs = runs(number);
    }
    return runs.setRootPath("[-1]");
  }

  private JsonPath runs(long number) {
    return given().spec(responder).get("/api/v1/incidents/" + number + "/runs").jsonPath();
  }
}
