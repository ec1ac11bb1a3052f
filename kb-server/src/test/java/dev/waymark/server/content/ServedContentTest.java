package dev.waymark.server.content;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.waymark.server.account.NewSession;
import dev.waymark.server.account.Role;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.support.People;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A commit on its way from the repository to pages and programs. */
@QuarkusTest
@TestProfile(ServedContentTest.Profile.class)
class ServedContentTest {
  private static final String ID = "keyvault-denies-requests";
  private static final String PATH = "entries/" + ID + ".md";

  @Inject People people;
  @Inject Content content;
  @Inject Catalog catalog;

  @ConfigProperty(name = "waymark.content.data")
  Path data;

  private Git repository;
  private String original;

  /** A server with a repository of its own, as {@code kb serve} starts it. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path data = Files.createTempDirectory("waymark-content-");
        Path secret = Files.writeString(data.resolve("hook"), "canary-hook\n");
        return Map.of(
            "waymark.content.data", data.toString(),
            "waymark.content.interval", "0s",
            "waymark.content.webhook-secret-file", secret.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @BeforeEach
  void open() {
    catalog.reload();
    repository = Git.at(data.resolve("own/repository.git"));
    original = repository.files("main").get(PATH);
  }

  @AfterEach
  void restore() {
    if (!original.equals(repository.files("main").get(PATH))) {
      repository.commit("main", "Ann", Map.of(PATH, original));
      content.sync();
    }
    repository.close();
  }

  @Test
  void aWebhookBringsACommitToTheEntrysPage() throws InterruptedException {
    repository.commit(
        "main",
        "Bob",
        Map.of(PATH, original.replace("## Symptoms\n", "## Symptoms\n\n- Zebras\n")));

    given()
        .header("X-Gitlab-Token", "canary-hook")
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/v1/content/hook")
        .then()
        .statusCode(202);

    JsonPath entry = entryBy("Bob", "- Zebras");
    assertThat(entry.getString("markdown")).contains("- Zebras");
    assertThat(entry.getString("commit.id")).isEqualTo(repository.newest("main").getName());
    assertThat(entry.getString("newerBroken")).isNull();
    viewer().get("/api/v1/entries/search?q=zebras").then().body("entry.id", hasItem(ID));
    viewer()
        .accept(ContentType.HTML)
        .get("/entries/" + ID)
        .then()
        .statusCode(200)
        .body(containsString("Last changed by Bob"));
  }

  @Test
  void aBrokenCommitLeavesTheLastGoodTextAndSaysSo() {
    repository.commit("main", "Eve <script>", Map.of(PATH, original.replace("](#", "](#nowhere-")));

    people
        .as(Role.ADMINISTRATOR)
        .post("/api/v1/content/sync")
        .then()
        .statusCode(200)
        .body("broken", hasItem(ID))
        .body("served.author", equalTo("Eve script"));

    JsonPath entry = viewer().get("/api/v1/entries/" + ID).jsonPath();
    assertThat(entry.getBoolean("summary.runs")).isTrue();
    assertThat(entry.getString("markdown")).isEqualTo(original);
    assertThat(entry.getString("newerBroken.commit.id"))
        .isEqualTo(repository.newest("main").getName());
    assertThat(entry.getList("newerBroken.issues")).isNotEmpty();
    assertThat(entry.getString("commit.author")).isNotEqualTo("Eve script");
    viewer()
        .accept(ContentType.HTML)
        .get("/entries/" + ID)
        .then()
        .body(containsString("A newer version of this entry is broken"))
        .body(containsString("What to mend in the newer version"))
        .body(containsString("by Eve script"));
    viewer()
        .accept(ContentType.HTML)
        .get("/entries")
        .then()
        .body(containsString("newer version broken"));
    viewer()
        .accept(ContentType.HTML)
        .get("/content")
        .then()
        .statusCode(200)
        .body(containsString("Broken by a newer commit"))
        .body(containsString("/entries/" + ID));
  }

  @Test
  void onlyWhoKnowsTheSecretIsHeard() {
    for (String header : new String[] {"X-Gitlab-Token", "X-Hub-Signature-256"}) {
      given().header(header, "wrong").post("/api/v1/content/hook").then().statusCode(403);
      given()
          .header(header, "canary-hook")
          .header("Origin", "https://evil.example")
          .post("/api/v1/content/hook")
          .then()
          .statusCode(403);
    }
    given().post("/api/v1/content/hook").then().statusCode(403).body(not(containsString("canary")));
    given()
        .header("Authorization", "Bearer canary-hook")
        .post("/api/v1/content/hook")
        .then()
        .statusCode(202);
  }

  @Test
  void thePageHasTheButtonForAdministratorsOnly() {
    String form = "action=\"/content/sync\"";
    viewer()
        .accept(ContentType.HTML)
        .get("/content")
        .then()
        .statusCode(200)
        .body(not(containsString(form)))
        .body(containsString("own/repository.git"))
        .body(containsString("branch <code>main</code>"));
    NewSession administrator = people.signedIn(Role.ADMINISTRATOR);
    given()
        .cookie("waymark-session", administrator.token())
        .accept(ContentType.HTML)
        .get("/content")
        .then()
        .body(containsString(form));
  }

  private RequestSpecification viewer() {
    return people.as(Role.VIEWER);
  }

  /** The entry once it is served with a text and shown with its author. */
  private JsonPath entryBy(String author, String text) throws InterruptedException {
    RequestSpecification viewer = viewer();
    JsonPath entry = given().spec(viewer).get("/api/v1/entries/" + ID).jsonPath();
    for (int i = 0; i < 200 && !isBy(entry, author, text); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      entry = given().spec(viewer).get("/api/v1/entries/" + ID).jsonPath();
    }
    return entry;
  }

  private static boolean isBy(JsonPath entry, String author, String text) {
    return author.equals(entry.getString("commit.author"))
        && entry.getString("markdown").contains(text);
  }
}
