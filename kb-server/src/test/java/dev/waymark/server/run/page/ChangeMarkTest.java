package dev.waymark.server.run.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one step found to be changed is drawn into the charts of the others. */
@QuarkusTest
class ChangeMarkTest {
  private static final String CHARTED = "how-slow-is-the-backend";

  @Inject People people;

  @Test
  void changesStandInAndUnderTheChartsOfTheRun() {
    RequestSpecification responder = people.as(Role.RESPONDER);
    ScenarioWalk walk = walkTo(responder, "slow-backend-innocent-change");
    var chart = given().spec(responder).get(chartOf(walk)).jsonPath();
    assertThat(chart.getString("kind")).isEqualTo("time");
    assertThat(chart.getList("changes.at", String.class)).hasSize(2).isSorted();
    assertThat(chart.getString("changes[1].what"))
        .startsWith("MICROSOFT.WEB/SITES/CONFIG/WRITE")
        .endsWith("kim@example.com");
    assertThat(given().spec(responder).get("/incidents/" + walk.incident()).asString())
        .contains("Changed meanwhile")
        .contains("MICROSOFT.NETWORK/DNSZONES/A/WRITE");
  }

  @Test
  void withoutChangesThereIsNoList() {
    RequestSpecification responder = people.as(Role.RESPONDER);
    ScenarioWalk walk = walkTo(responder, "backend-timeout");
    assertThat(given().spec(responder).get(chartOf(walk)).jsonPath().getList("changes")).isEmpty();
    assertThat(given().spec(responder).get("/incidents/" + walk.incident()).asString())
        .doesNotContain("Changed meanwhile");
  }

  private static ScenarioWalk walkTo(RequestSpecification responder, String scenario) {
    ScenarioWalk walk =
        ScenarioWalk.open(
            responder,
            "apim-502-bad-gateway",
            scenario,
            Map.of("could-this-change-do-it", "No, it touches something else"),
            Map.of());
    while (!walk.path().contains(CHARTED)) {
      walk.step();
    }
    return walk;
  }

  private static String chartOf(ScenarioWalk walk) {
    return "/incidents/%d/answers/1/%d.chart".formatted(walk.incident(), walk.visit());
  }
}
