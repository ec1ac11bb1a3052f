package dev.waymark.server.lesson;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.runbooks.write.TextDiff;
import dev.waymark.server.account.Role;
import dev.waymark.server.content.Content;
import dev.waymark.server.content.FewScenarios;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each kind of lesson asks, and what it would change. */
@QuarkusTest
@TestProfile(ProposingTest.Profile.class)
class ProposalsTest {
  private static final String ENTRY = "apim-502-bad-gateway";
  private static final Actor KIM = Actor.person("kim");

  /** What an author fills in at the step “Which APIs fail?”. */
  private static final Map<LessonKind, Map<String, String>> REPLIES =
      Map.of(
          LessonKind.WRONG_CONDITION,
          Map.of("row", "2", "when", "rows.filter(r, r.Failing).size() <= 2"),
          LessonKind.MISSING_BRANCH,
          Map.of(
              "state", "failed",
              "when", "rows.exists(r, r.Share > 0.99)",
              "means", "Nothing gets through | not one call",
              "next", "#how-far-does-it-reach"),
          LessonKind.MISSING_STEP,
          Map.ofEntries(
              Map.entry("title", "Was the API deployed just now?"),
              Map.entry("prose", "A new revision explains most of it."),
              Map.entry("code", ""),
              Map.entry("found", "Yes"),
              Map.entry("found-means", "The new revision is to blame"),
              Map.entry("found-next", "#a-recent-change-broke-it"),
              Map.entry("else-means", "It is something else"),
              Map.entry("else-next", "#what-state-is-the-instance-in"),
              Map.entry("state", "degraded"),
              Map.entry("when", "rows.exists(r, r.Share > 0.99)"),
              Map.entry("means", "One API is dead")),
          LessonKind.MISSING_CAUSE,
          Map.of(
              "title", "The API was switched off",
              "prose", "Somebody has suspended its product.",
              "action", "Switch the API on again",
              "risk", "read",
              "tasks", "Open the product\nPublish it",
              "state", "failed",
              "when", "rows.exists(r, r.Share > 0.99)",
              "means", "One API is dead"),
          LessonKind.MISLEADING_TEXT,
          Map.of(
              "old",
              "One failing API points at its backend or its policy.",
              "new",
              "One failing API points at its backend, its policy or its product."),
          LessonKind.PREVENTION,
          Map.of("item", "Alert on the share of failed calls of each API"),
          LessonKind.ALERT,
          Map.of("alert", "0", "when", "alert.rule.startsWith(\"apim-502-\")"),
          LessonKind.DEAD_END,
          Map.of("row", "2", "means", "Some fail; look at the backend first"));

  /** A part of each line of the entry that goes where the replies are written. */
  private static final Map<LessonKind, List<String>> GOES =
      Map.of(
          LessonKind.WRONG_CONDITION, List.of("`rows.filter(r, r.Failing).size() == 1`"),
          LessonKind.MISLEADING_TEXT, List.of(" its backend or its policy."),
          LessonKind.OUTDATED_COMMAND, List.of("| order by Failing desc, Failed desc"),
          LessonKind.BETTER_QUERY, List.of("| order by Failing desc, Failed desc"),
          LessonKind.ALERT, List.of("  - alert.rule.startsWith(\"apim-502\")"),
          LessonKind.DEAD_END, List.of("| One API fails, the instance itself works |"));

  /** A part of each line that comes, those between them left out. */
  private static final Map<LessonKind, List<String>> COMES =
      Map.of(
          LessonKind.WRONG_CONDITION, List.of("`rows.filter(r, r.Failing).size() <= 2`"),
          LessonKind.MISSING_BRANCH,
              List.of(
                  "| failed | `rows.exists(r, r.Share > 0.99)` | Nothing gets through \\| not one"
                      + " call |  | [How far does it reach?](#how-far-does-it-reach) |"),
          LessonKind.MISSING_STEP,
              List.of(
                  "(#was-the-api-deployed-just-now) |",
                  "### Was the API deployed just now?",
                  "| Yes | The new revision is to blame | [",
                  "| Anything else | It is something else | ["),
          LessonKind.MISSING_CAUSE,
              List.of(
                  "(#the-api-was-switched-off) |",
                  "### The API was switched off",
                  "### Switch the API on again",
                  "Risk: read",
                  "- [ ] Open the product",
                  "- [ ] Publish it"),
          LessonKind.MISLEADING_TEXT, List.of(" its backend, its policy or its product."),
          LessonKind.OUTDATED_COMMAND, List.of("| order by Share desc"),
          LessonKind.BETTER_QUERY, List.of("| order by Share desc"),
          LessonKind.PREVENTION, List.of("- Alert on the share of failed calls of each API"),
          LessonKind.ALERT, List.of("  - alert.rule.startsWith(\"apim-502-\")"),
          LessonKind.DEAD_END, List.of("| Some fail; look at the backend first |"));

  /** One for all lessons, since none changes it. */
  private static long incident;

  @ConfigProperty(name = "waymark.content.data")
  Path data;

  @Inject People people;
  @Inject Lessons lessons;
  @Inject LessonDrafts drafts;
  @Inject Content content;

  @BeforeEach
  void serve() {
    content.sync();
    FewScenarios.keep(data, ENTRY, ProposingTest.SCENARIOS);
    content.sync();
  }

  @ParameterizedTest
  @EnumSource(LessonKind.class)
  void eachKindIsDraftedOverTheTextAsItIs(LessonKind kind) {
    Lesson lesson = lesson(kind);
    LessonDraft before = draft(lesson);
    assertThat(before.compiles()).isTrue();
    assertThat(lines(before, TextDiff.Kind.REMOVED)).isEmpty();

    Map<String, String> replies = new HashMap<>(REPLIES.getOrDefault(kind, Map.of()));
    before.fields().stream()
        .filter(field -> field.name().equals("body"))
        .forEach(
            field ->
                replies.put(
                    "body", field.value().replace("Failing desc, Failed desc", "Share desc")));
    assertThat(before.fields()).extracting(Field::name).containsAll(replies.keySet());
    Lesson filled = filled(lesson, replies);
    LessonDraft draft = draft(filled);
    assertThat(draft.unwritten()).isEmpty();
    assertThat(draft.issues())
        .filteredOn(issue -> issue.severity().name().equals("ERROR"))
        .isEmpty();
    List<String> goes = GOES.getOrDefault(kind, List.of());
    List<String> removed = lines(draft, TextDiff.Kind.REMOVED);
    assertThat(removed).hasSameSizeAs(goes);
    for (int i = 0; i < goes.size(); i++) {
      assertThat(removed.get(i)).contains(goes.get(i));
    }
    List<String> added = lines(draft, TextDiff.Kind.ADDED);
    for (String line : COMES.get(kind)) {
      assertThat(added).filteredOn(one -> one.contains(line)).as(line).hasSize(1);
    }
    assertThat(added).contains("## Lessons").anyMatch(line -> line.contains(lesson.text()));
    assertThat(draft.files())
        .containsEntry(draft.path(), draft.text())
        .anySatisfy((path, text) -> assertThat(path).startsWith("incidents/"));
    assertThat(draft.walks()).hasSizeGreaterThan(10);
  }

  @Test
  void aMissingStepBeginsWithTheQueryThatWasReallyRun() {
    String query = "ApiManagementGatewayLogs\n| where TimeGenerated > ago(window)\n| count";
    ScenarioWalk walk = ScenarioWalk.open(people.as(Role.RESPONDER), ENTRY, "backend-timeout");
    walk.input("note", Map.of("text", "Is it quiet?\n\n```kql\n" + query + "\n```\nNo."));
    walk.toTheEnd();
    Lesson lesson = lesson(walk.incident(), LessonKind.MISSING_STEP);
    assertThat(draft(lesson).fields())
        .filteredOn(field -> field.name().equals("code"))
        .extracting(Field::value)
        .containsExactly(query);

    Map<String, String> replies = new HashMap<>(REPLIES.get(LessonKind.MISSING_STEP));
    replies.put("code", query);
    replies.put("found", "row.Count == 0");
    LessonDraft draft = draft(filled(lesson, replies));
    assertThat(draft.unwritten()).isEmpty();
    assertThat(draft.errors()).isEmpty();
    assertThat(draft.text()).contains("```kql\n" + query + "\n```\n");
  }

  @Test
  void whatWasChosenForAnotherKindIsChosenAnew() {
    Lesson lesson = lesson(LessonKind.WRONG_CONDITION);
    LessonDraft draft = draft(filled(lesson, Map.of("row", "none", "when", "rows.size() > 7")));
    assertThat(draft.fields().get(0).value()).matches("\\d");
    assertThat(draft.unwritten()).isEmpty();
  }

  @Test
  void whatIsntFilledInStaysOutOfTheEntry() {
    Lesson lesson = lesson(LessonKind.MISSING_CAUSE);
    LessonDraft draft = draft(lesson);
    assertThat(draft.unwritten().orElseThrow().detail()).contains("The cause", "What mends it");
    assertThat(draft.text()).contains(lesson.text());
  }

  @Test
  void aStepThatIsntThereIsRefusedAndNotWritten() {
    Lesson lesson = lesson(LessonKind.MISSING_BRANCH);
    Map<String, String> replies =
        Map.of("state", "failed", "when", "true", "means", "So", "next", "#no](javascript:x");
    Lesson filled = filled(lesson, replies);
    assertThat(draft(filled).unwritten().orElseThrow().detail()).contains("has no step");
    assertThat(draft(filled).text()).doesNotContain("javascript");
  }

  @Test
  void aNamelessRecordNamesNobody() {
    Lesson lesson = lesson(LessonKind.ALERT);
    LessonDraft draft = drafts.draft(lesson, true).orThrow();
    String record =
        draft.files().entrySet().stream()
            .filter(file -> file.getKey().startsWith("incidents/"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    assertThat(record).contains("responder 1").doesNotContain("shop-apim", "5f3a9f0e-52a1");
  }

  @Test
  void programsReadAndWriteAllOfItToo() {
    RequestSpecification responder = people.as(Role.RESPONDER);
    String base = "/api/v1/incidents/" + walked();
    var review = given().spec(responder).get(base + "/review").then().statusCode(200).extract();
    assertThat(review.jsonPath().getBoolean("drafted")).isTrue();
    given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(Map.of("revision", 1, "summary", "Slow", "impact", "Orders waited"))
        .put(base + "/review")
        .then()
        .statusCode(200);
    given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(Map.of("revision", 1, "summary", "Mine"))
        .put(base + "/review")
        .then()
        .statusCode(409);
    given().spec(responder).post(base + "/review/close").then().statusCode(422);
    String written =
        given()
            .spec(responder)
            .contentType(ContentType.JSON)
            .body(Map.of("visit", 1, "kind", "dead-end", "text", "It leads nowhere"))
            .post(base + "/lessons")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    assertThat(given().spec(responder).get(written).jsonPath().getString("node"))
        .isEqualTo("which-apis-fail");
    given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(Map.of("visit", 1, "kind", "no-such", "text", "x"))
        .post(base + "/lessons")
        .then()
        .statusCode(422);
    given().spec(responder).post(base + "/review/close").then().statusCode(200);
    given().spec(responder).get("/api/v1/lessons?state=open").then().statusCode(200);
    given().spec(responder).get("/api/v1/lessons?state=nope").then().statusCode(422);
    given().spec(responder).get("/api/v1/follow-ups").then().statusCode(200);
  }

  private LessonDraft draft(Lesson lesson) {
    return drafts.draft(lesson, false).orThrow();
  }

  private Lesson filled(Lesson lesson, Map<String, String> replies) {
    return lessons
        .write(
            lesson.id(),
            lesson.revision(),
            new LessonContent(lesson.kind(), lesson.text(), replies),
            KIM)
        .orThrow();
  }

  private static List<String> lines(LessonDraft draft, TextDiff.Kind kind) {
    return draft.diff().hunks().stream()
        .flatMap(hunk -> hunk.lines().stream())
        .filter(line -> line.kind() == kind)
        .map(TextDiff.Line::content)
        .toList();
  }

  private Lesson lesson(LessonKind kind) {
    return lesson(ended(), kind);
  }

  private Lesson lesson(long number, LessonKind kind) {
    return lessons
        .add(
            number,
            new NewLesson(1, 1, kind, Optional.empty(), "Look twice before you leap"),
            KIM,
            Optional.empty())
        .orThrow();
  }

  private long ended() {
    if (incident == 0) {
      incident = walked();
    }
    return incident;
  }

  private long walked() {
    return ScenarioWalk.open(people.as(Role.RESPONDER), ENTRY, "backend-timeout")
        .toTheEnd()
        .incident();
  }
}
