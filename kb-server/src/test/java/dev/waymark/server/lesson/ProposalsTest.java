package dev.waymark.server.lesson;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.runbooks.write.TextDiff;
import dev.waymark.server.account.Role;
import dev.waymark.server.problem.Result;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each kind of lesson asks, and what it would change. */
@QuarkusTest
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
          Map.of("item", "Alert on the share of failed calls of each API"));

  /** One for all lessons, since none changes it. */
  private static long incident;

  @Inject People people;
  @Inject Lessons lessons;
  @Inject Proposals proposals;

  @ParameterizedTest
  @EnumSource(LessonKind.class)
  void eachKindIsDraftedOverTheTextAsItIs(LessonKind kind) {
    Lesson lesson = lesson(kind);
    LessonDraft before = draft(lesson);
    assertThat(before.compiles()).isTrue();
    assertThat(removed(before)).isEmpty();
    if (!REPLIES.containsKey(kind)) {
      return;
    }

    Map<String, String> replies = REPLIES.get(kind);
    assertThat(before.fields()).extracting(Field::name).containsAll(replies.keySet());
    Lesson filled =
        lessons.write(lesson.id(), kind, lesson.text(), replies, Optional.empty(), KIM).orThrow();
    LessonDraft draft = draft(filled);
    assertThat(draft.unwritten()).isEmpty();
    assertThat(draft.issues())
        .filteredOn(issue -> issue.severity().name().equals("ERROR"))
        .isEmpty();
    boolean replaces = kind == LessonKind.WRONG_CONDITION || kind == LessonKind.MISLEADING_TEXT;
    assertThat(removed(draft)).hasSizeLessThanOrEqualTo(replaces ? 2 : 0);
    assertThat(draft.text()).contains("## Lessons").contains(lesson.text());
    assertThat(draft.files())
        .containsEntry(draft.path(), draft.text())
        .anySatisfy((path, text) -> assertThat(path).startsWith("incidents/"));
    assertThat(draft.walks()).hasSizeGreaterThan(50);
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
    Lesson filled =
        lessons
            .write(lesson.id(), lesson.kind(), lesson.text(), replies, Optional.empty(), KIM)
            .orThrow();
    assertThat(draft(filled).unwritten().orElseThrow().detail()).contains("has no step");
    assertThat(draft(filled).text()).doesNotContain("javascript");
  }

  @Test
  void aNamelessRecordNamesNobody() {
    Lesson lesson = lesson(LessonKind.ALERT);
    LessonDraft draft = proposals.draft(lesson, true).orThrow();
    String record =
        draft.files().entrySet().stream()
            .filter(file -> file.getKey().startsWith("incidents/"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    assertThat(record).contains("responder 1").doesNotContain("shop-apim", "5f3a9f0e-52a1");
  }

  @Test
  void withoutARepositoryNothingIsProposed() {
    assertThat(proposals.isPossible()).isFalse();
    assertThat(proposals.propose(lesson(LessonKind.ALERT), false, KIM))
        .isInstanceOf(Result.Refused.class);
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
    return proposals.draft(lesson, false).orThrow();
  }

  private static List<TextDiff.Line> removed(LessonDraft draft) {
    return draft.diff().hunks().stream()
        .flatMap(hunk -> hunk.lines().stream())
        .filter(line -> line.kind() == TextDiff.Kind.REMOVED)
        .toList();
  }

  private Lesson lesson(LessonKind kind) {
    return lessons
        .add(
            ended(), new NewLesson(1, 1, kind, Optional.empty(), "Look twice before you leap"), KIM)
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
