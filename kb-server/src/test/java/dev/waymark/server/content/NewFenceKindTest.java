package dev.waymark.server.content;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kind of fence that is registered by these tests, on pages and in the REST interface. */
@QuarkusTest
@TestProfile(ServedContentTest.Profile.class)
class NewFenceKindTest {
  private static final String FOLDER = "entries/clock.scenarios/late/";
  private static final String ENTRY =
      """
      ---
      id: clock
      title: The clock is wrong
      service: Clocks
      severity: sev3
      owners: [platform]
      reviewed: 2026-11-01
      review-every: 90d
      parameters:
        server: {type: string, description: The time server, default: time.example.com}
      ---
      # The clock is wrong

      Tokens expire before they begin.

      ## Symptoms

      - Nobody can sign in

      ## Diagnostics

      ### How far is it off?

      Tokens bear a second or two.

      ```clock
      ${server}
      ```

      | State | When | Means | Next |
      |---|---|---|---|
      | failed | `rows.exists(r, r.OffsetMs > 1500.0)` | It is off | [Nobody sets it](#nobody-sets-it) |
      | healthy | otherwise | It is right | [Escalate](#escalation) |

      ## Root causes

      ### Nobody sets it

      Its service stopped. [Start it](#start-it).

      ## Resolution

      ### Start it

      Risk: read

      - [ ] Start it

      ## Prevention

      - Watch the clock

      ## Escalation

      | Severity | When | Who | Within |
      |---|---|---|---|
      | sev1 | always | platform | 15m |
      | sev2 | always | platform | 30m |
      | sev3 | always | platform | 1h |
      | sev4 | always | platform | 1d |
      """;

  @Inject People people;
  @Inject Content content;

  @ConfigProperty(name = "waymark.content.data")
  Path data;

  /** Texts by path; an empty one deletes its file. */
  private final Map<String, String> files =
      new TreeMap<>(
          Map.of(
              "entries/clock.md",
              ENTRY,
              FOLDER + "scenario.yaml",
              """
              title: Two seconds late
              path: [how-far-is-it-off, nobody-sets-it, start-it, prevention]
              outcome: resolved
              """,
              FOLDER + "answers/how-far-is-it-off.csv",
              "OffsetMs:real\n2000\n"));

  @BeforeEach
  void addTheEntry() {
    commit();
  }

  @Test
  void pagesShowItInItsWordsAndColoursWithItsLink() {
    RequestSpecification responder = people.as(Role.RESPONDER);

    ScenarioWalk walk = ScenarioWalk.open(responder, "clock", "late");

    assertThat(walk.run().getString("path[0].attempts[0].kind")).isEqualTo("clock");
    assertThat(
            given()
                .spec(responder)
                .accept(ContentType.HTML)
                .get("/incidents/" + walk.incident())
                .asString())
        .contains("<span>Time server</span>")
        .contains("<span class=\"k-string\">time.example.com</span>")
        .contains("https://portal.azure.com/#blade/Clocks/host/time.example.com");
    assertThat(walk.toTheEnd().path())
        .containsExactly("how-far-is-it-off", "nobody-sets-it", "start-it", "prevention");
  }

  @AfterEach
  void removeTheEntry() {
    files.replaceAll((path, text) -> "");
    commit();
  }

  private void commit() {
    try (Git git = Git.at(data.resolve("own/repository.git"))) {
      git.commit(FollowedRepository.OWN_BRANCH, "Ann", files);
    }
    content.sync();
  }
}
