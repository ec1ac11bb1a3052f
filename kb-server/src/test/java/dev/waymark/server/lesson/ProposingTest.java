package dev.waymark.server.lesson;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.model.incident.LessonState;
import dev.waymark.model.incident.PullRequestState;
import dev.waymark.server.account.Role;
import dev.waymark.server.content.Content;
import dev.waymark.server.content.FewScenarios;
import dev.waymark.server.content.Proposal;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.event.Sha256;
import dev.waymark.server.forge.ForgeStandIn;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lessons on their way into a repository, with others at work on the same entry. */
@QuarkusTest
@TestProfile(ProposingTest.Profile.class)
class ProposingTest {
  private static final String ENTRY = "apim-502-bad-gateway";
  private static final String PATH = "entries/" + ENTRY + ".md";

  /** What the names of the scenarios begin with that each draft walks. */
  static final String SCENARIOS = "backend-";

  private static final String PROSE = "One failing API points at its backend or its policy.";
  private static final Actor KIM = Actor.person("kim");
  private static final Actor DANA = Actor.person("dana");

  /** One for all lessons, since none changes it. */
  private static long incident;

  /** Pull requests are counted from 1. */
  private static int pulls;

  @ConfigProperty(name = "waymark.content.data")
  Path data;

  @Inject People people;
  @Inject Lessons lessons;
  @Inject LessonDrafts drafts;
  @Inject Proposals proposals;
  @Inject ProposalFollower follower;
  @Inject LessonStore store;
  @Inject Content content;
  @Inject Catalog catalog;

  @ForgeStandIn.Become BiConsumer<String, String> become;

  /** A server with a repository of its own, and a forge beside it. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        return Map.of(
            "waymark.content.data",
            Files.createTempDirectory("waymark-proposing-").toString(),
            "waymark.content.interval",
            "0s");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(ForgeStandIn.class));
    }
  }

  @BeforeEach
  void serve() {
    content.sync();
    FewScenarios.keep(data, ENTRY, SCENARIOS);
    catalog.reload();
    content.sync();
  }

  @Test
  void whatOthersChangedBetweenDraftAndProposalIsNotOverwritten() {
    Lesson lesson = lesson(LessonKind.DEAD_END);
    LessonDraft draft = drafts.draft(lesson, false).orThrow();
    String other = uniqueLine();
    others(text -> text.replace("## Symptoms\n", "## Symptoms\n\n- " + other + "\n"));

    Problem problem = problem(proposals.propose(draft, KIM));

    assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
    assertThat(problem.detail()).contains(PATH);
    assertThat(lessons.find(lesson.id()).orThrow().state()).isEqualTo(LessonState.OPEN);

    Lesson proposed = propose(lesson);
    content.merge(proposed.proposal().orElseThrow().branch()).orThrow();
    assertThat(text()).contains(other, lesson.text());
  }

  @Test
  void whatCannotBeWrittenIsRefusedInsteadOfTheRecordAlone() {
    Lesson lesson = lesson(LessonKind.MISLEADING_TEXT);
    Lesson filled = filled(lesson, Map.of("old", PROSE, "new", "Look at the product first."));
    others(text -> text.replace(PROSE, uniqueLine()));
    try {
      Problem problem = problem(proposals.propose(filled, false, KIM));

      assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
      assertThat(lessons.find(lesson.id()).orThrow().proposal()).isEmpty();
    } finally {
      others(text -> text.replaceAll("Others wrote [0-9a-f-]+ here\\.", PROSE));
    }
  }

  @Test
  void anEditedTextStaysUntilSomebodyGoesBackToTheDraft() {
    Lesson lesson = lesson(LessonKind.DEAD_END);
    String made = text() + "\n<!-- by hand -->\n";
    Lesson edited = edit(lesson, Optional.of(new Lesson.Edited(made, hash()))).orThrow();
    Lesson written = filled(edited, Map.of());
    assertThat(written.edited()).isEqualTo(edited.edited());
    assertThat(drafts.draft(written, false).orThrow().text()).isEqualTo(made);
    page(Role.RESPONDER)
        .get("/lessons/" + lesson.id())
        .then()
        .body(containsString("stands as it was edited"));

    Lesson back = edit(written, Optional.empty()).orThrow();
    assertThat(drafts.draft(back, false).orThrow().text()).contains(lesson.text());
  }

  @Test
  void anEditedTextOfAnOlderEntryIsNotTakenAndNotLost() {
    Lesson lesson = lesson(LessonKind.DEAD_END);
    String made = text() + "\n<!-- by hand, once -->\n";
    String base = hash();
    Lesson edited = edit(lesson, Optional.of(new Lesson.Edited(made, base))).orThrow();
    others(text -> text.replace("## Symptoms\n", "## Symptoms\n\n- " + uniqueLine() + "\n"));

    assertThat(problem(proposals.propose(edited, false, KIM)).detail())
        .contains("has changed since");
    assertThat(problem(edit(edited, Optional.of(new Lesson.Edited(made + "x", base)))).detail())
        .contains("has changed since");
    page(Role.AUTHOR)
        .get("/lessons/" + lesson.id())
        .then()
        .body(containsString("before the entry changed"), containsString("by hand, once"));
    page(Role.AUTHOR)
        .formParam("revision", edited.revision())
        .formParam("base", base)
        .formParam("text", "Typed at length")
        .post("/lessons/" + lesson.id() + "/text")
        .then()
        .statusCode(409)
        .body(containsString(">Typed at length</textarea>"));
  }

  @Test
  void anEditedTextThatIsTooLongIsRefusedAndStaysOnThePage() {
    Lesson lesson = lesson(LessonKind.DEAD_END);
    page(Role.AUTHOR)
        .formParam("revision", lesson.revision())
        .formParam("base", hash())
        .formParam("text", "Long " + "x".repeat(256 * 1024))
        .post("/lessons/" + lesson.id() + "/text")
        .then()
        .statusCode(422)
        .body(containsString("The entry’s text h"), containsString("ng xxx"));
    assertThat(lessons.find(lesson.id()).orThrow()).isEqualTo(lesson);
  }

  @Test
  void whatIsTypedStaysOnThePageWhereItIsRefused() {
    Lesson lesson = lesson(LessonKind.MISSING_BRANCH);
    Lesson written = filled(lesson, Map.of("means", "Theirs, saved before"));
    String form = "/lessons/" + lesson.id();
    page(Role.RESPONDER)
        .formParam("revision", lesson.revision())
        .formParam("kind", "missing-branch")
        .formParam("text", "Mine, typed later")
        .formParam("change.means", "Mine in the field")
        .post(form)
        .then()
        .statusCode(409)
        .body(
            allOf(
                containsString("kim has written or proposed"),
                containsString("Mine, typed later"),
                containsString("Mine in the field"),
                containsString("Take this text"),
                containsString("Theirs, saved before"),
                containsString("name=\"revision\" value=\"" + written.revision() + "\"")));
    page(Role.AUTHOR)
        .formParam("revision", lesson.revision())
        .post(form + "/propose")
        .then()
        .statusCode(409);
    page(Role.RESPONDER)
        .formParam("revision", written.revision())
        .formParam("kind", "missing-branch")
        .formParam("text", "")
        .formParam("change.means", "Still mine")
        .post(form)
        .then()
        .statusCode(422)
        .body(containsString("Still mine"), not(containsString("Take this text")));
    page(Role.AUTHOR)
        .formParam("reason", "Too long " + "x".repeat(4_000))
        .post(form + "/reject")
        .then()
        .statusCode(422)
        .body(containsString("Too long xxx"));
    assertThat(lessons.find(lesson.id()).orThrow()).isEqualTo(written);

    String review = "/incidents/" + incident() + "/review";
    page(Role.RESPONDER)
        .formParam("at", "1.9999")
        .formParam("kind", "dead-end")
        .formParam("text", "A lesson typed at length")
        .post(review + "/lessons")
        .then()
        .statusCode(422)
        .body(containsString(">A lesson typed at length</textarea>"))
        .body(containsString("value=\"dead-end\" selected"));
    page(Role.RESPONDER)
        .formParam("title", "A follow-up typed")
        .formParam("owner", "somebody else")
        .formParam("due", "tomorrow")
        .post(review + "/follow-ups")
        .then()
        .statusCode(422)
        .body(containsString("value=\"A follow-up typed\""))
        .body(containsString("value=\"somebody else\""));
  }

  @Test
  void anotherKindKeepsWhatWasFilledIn() {
    Lesson lesson = filled(lesson(LessonKind.MISSING_BRANCH), Map.of("means", "One API is dead"));
    page(Role.RESPONDER)
        .redirects()
        .follow(false)
        .formParam("revision", lesson.revision())
        .formParam("kind", "missing-cause")
        .formParam("text", lesson.text())
        .formParam("change.when", "rows.exists(r, r.Share > 0.99)")
        .post("/lessons/" + lesson.id())
        .then()
        .statusCode(303);
    Lesson other = lessons.find(lesson.id()).orThrow();
    assertThat(other.kind()).isEqualTo(LessonKind.MISSING_CAUSE);
    assertThat(other.change()).containsKeys("means", "when");
  }

  @Test
  void aFormThatIsSentTwiceAddsOneLesson() {
    RequestSpecification responder = people.as(Role.RESPONDER);
    String key = UUID.randomUUID().toString();
    int before = lessons.ofIncident(incident()).size();
    for (int i = 0; i < 2; i++) {
      given()
          .spec(responder)
          .redirects()
          .follow(false)
          .formParam("key", key)
          .formParam("at", "1.1")
          .formParam("kind", "dead-end")
          .formParam("text", "Sent twice")
          .post("/incidents/" + incident() + "/review/lessons")
          .then()
          .statusCode(303);
    }
    assertThat(lessons.ofIncident(incident())).hasSize(before + 1);
    String other = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      given()
          .spec(responder)
          .header("Idempotency-Key", other)
          .contentType(ContentType.JSON)
          .body(Map.of("visit", 1, "kind", "dead-end", "text", "Sent twice by a program"))
          .post("/api/v1/incidents/" + incident() + "/lessons")
          .then()
          .statusCode(201);
    }
    assertThat(lessons.ofIncident(incident())).hasSize(before + 2);
  }

  @Test
  void aProposedLessonIsOfferedAsAPatch() {
    Lesson lesson = lesson(LessonKind.PREVENTION);
    String path = "/lessons/" + lesson.id() + "/patch";
    browser().get(path).then().statusCode(409);
    Lesson proposed = propose(lesson);
    browser()
        .get(path)
        .then()
        .statusCode(200)
        .contentType(startsWith("text/x-patch"))
        .header("Content-Disposition", containsString("lesson-" + lesson.id() + ".patch"))
        .body(startsWith("From " + proposed.proposal().orElseThrow().commit()))
        .body(containsString("+++ b/" + PATH));
    page(Role.VIEWER).get("/lessons/" + lesson.id()).then().body(containsString(path));
    given()
        .spec(people.as(Role.VIEWER))
        .get("/api/v1" + path)
        .then()
        .statusCode(200)
        .body(containsString("diff --git"));
  }

  @Test
  void aSecretOfTheIncidentIsReplacedAndSaidBeforeItIsProposed() {
    String token = "gh" + "p_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8";
    ScenarioWalk walk = ScenarioWalk.open(people.as(Role.RESPONDER), ENTRY, "backend-timeout");
    walk.input("note", Map.of("text", "Asked with " + token + " in the header"));
    long number = walk.toTheEnd().incident();
    String said = "Look twice, " + UUID.randomUUID() + ", with " + token;
    NewLesson learned = new NewLesson(1, 1, LessonKind.PREVENTION, Optional.empty(), said);
    assertThat(problem(proposals.propose(added(number, learned), false, KIM)).detail())
        .contains("would write a secret into line", "GitHub token");

    Lesson lesson =
        added(number, new NewLesson(1, 1, LessonKind.DEAD_END, Optional.empty(), uniqueLine()));
    page(Role.AUTHOR)
        .get("/lessons/" + lesson.id())
        .then()
        .body(containsString("What looks like a secret was removed"))
        .body(containsString("incidents/"), not(containsString(token)));
    proposals.propose(lesson, false, KIM).orThrow();
    browser()
        .get("/lessons/" + lesson.id() + "/patch")
        .then()
        .body(containsString("(secret removed: GitHub token)"), not(containsString(token)));
    for (String format : List.of("json", "md")) {
      String export =
          given()
              .spec(people.as(Role.VIEWER))
              .get("/api/v1/incidents/" + number + "/export." + format)
              .then()
              .statusCode(200)
              .extract()
              .asString();
      assertThat(export).contains("(secret removed: GitHub token)").doesNotContain(token);
    }
  }

  @Test
  void whoLooksAtALessonHasNotDecidedIt() {
    Lesson proposed = propose(lesson(LessonKind.DEAD_END));
    content.merge(proposed.proposal().orElseThrow().branch()).orThrow();
    page(Role.VIEWER)
        .get("/lessons/" + proposed.id())
        .then()
        .body(containsString("The entry says it"));
    Lesson settled = lessons.find(proposed.id()).orThrow();
    assertThat(settled.state()).isEqualTo(LessonState.MERGED);
    assertThat(settled.updatedBy()).isEqualTo(Actor.ENGINE.name());
    assertThat(problem(proposals.propose(settled, false, KIM)).kind())
        .isEqualTo(Problem.Kind.CONFLICT);
  }

  @Test
  void whoAcceptsALessonHasDecidedIt() {
    Lesson accepted = proposals.accept(propose(lesson(LessonKind.DEAD_END)), DANA).orThrow();
    assertThat(accepted.state()).isEqualTo(LessonState.MERGED);
    assertThat(accepted.updatedBy()).isEqualTo("dana");
  }

  @Test
  void aClosedPullRequestIsSaidAndProposedAgainAsAnother() {
    Lesson lesson = propose(lesson(LessonKind.DEAD_END));
    int number = pulls;
    assertThat(state(lesson)).isEqualTo(PullRequestState.OPEN);
    become.accept(String.valueOf(number), "closed");
    follower.look();
    assertThat(state(lesson)).isEqualTo(PullRequestState.CLOSED);
    page(Role.AUTHOR)
        .get("/lessons/" + lesson.id())
        .then()
        .body(containsString("closed without being merged"))
        .body(containsString("Propose it again"), containsString("Reject the lesson"));
    given()
        .spec(people.as(Role.VIEWER))
        .get("/api/v1/lessons/" + lesson.id())
        .then()
        .body("pullRequestState", equalTo("closed"))
        .body("state", equalTo("proposed"));

    Lesson again = propose(lessons.find(lesson.id()).orThrow());
    assertThat(state(again)).isEqualTo(PullRequestState.OPEN);
    assertThat(page(again)).endsWith("/" + (number + 1));
    page(Role.AUTHOR)
        .get("/lessons/" + lesson.id())
        .then()
        .body(not(containsString("closed without being merged")));
  }

  @Test
  void aMergedPullRequestSettlesItsLessonInWhateverWords() {
    Lesson lesson = propose(lesson(LessonKind.DEAD_END));
    become.accept(String.valueOf(pulls), "merged");
    follower.look();
    assertThat(state(lesson)).isEqualTo(PullRequestState.MERGED);
    assertThat(lessons.find(lesson.id()).orThrow().state()).isEqualTo(LessonState.PROPOSED);
    follower.look();
    assertThat(lessons.find(lesson.id()).orThrow().state()).isEqualTo(LessonState.MERGED);
  }

  @Test
  void aPullRequestIsAskedForOnceInAWhile() {
    Lesson lesson = propose(lesson(LessonKind.DEAD_END));
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    assertThat(store.claimPullRequests(now.minusSeconds(60), now, 500))
        .as("it was opened just now")
        .noneMatch(one -> one.id() == lesson.id());
    Instant later = now.plusSeconds(61);
    assertThat(store.claimPullRequests(now.plusSeconds(1), later, 500))
        .anyMatch(one -> one.id() == lesson.id());
    assertThat(store.claimPullRequests(now.plusSeconds(1), later, 500)).isEmpty();
  }

  private Lesson propose(Lesson lesson) {
    Lesson proposed = proposals.propose(lesson, false, KIM).orThrow();
    pulls = Integer.parseInt(page(proposed).replaceAll(".*/", ""));
    return proposed;
  }

  private PullRequestState state(Lesson lesson) {
    return pullRequest(lesson).state();
  }

  private String page(Lesson lesson) {
    return pullRequest(lesson).page();
  }

  private Lesson.PullRequest pullRequest(Lesson lesson) {
    return lessons
        .find(lesson.id())
        .orThrow()
        .proposal()
        .flatMap(Lesson.Proposal::pullRequest)
        .orElseThrow();
  }

  private Result<Lesson> edit(Lesson lesson, Optional<Lesson.Edited> edited) {
    return drafts.edit(lesson, lesson.revision(), edited, KIM);
  }

  private Lesson filled(Lesson lesson, Map<String, String> change) {
    Map<String, String> all = new HashMap<>(lesson.change());
    all.putAll(change);
    return lessons
        .write(
            lesson.id(),
            lesson.revision(),
            new LessonContent(lesson.kind(), lesson.text(), all),
            KIM)
        .orThrow();
  }

  private RequestSpecification page(Role role) {
    return given().spec(people.as(role)).accept(ContentType.HTML);
  }

  /** As a browser asks for what a link leads to. */
  private RequestSpecification browser() {
    return given().spec(people.as(Role.VIEWER)).header("Accept", "text/html, */*;q=0.8");
  }

  private String text() {
    return content.read(PATH).orElseThrow().text();
  }

  private String hash() {
    return Sha256.of(text());
  }

  private static String uniqueLine() {
    return "Others wrote " + UUID.randomUUID() + " here.";
  }

  /** Somebody else changes the entry, and it is served. */
  private void others(UnaryOperator<String> change) {
    String branch = "others/" + UUID.randomUUID();
    content
        .propose(
            new Proposal(
                branch,
                new Proposal.Person("Bob", "bob@example.com"),
                "Change",
                Map.of(PATH, change.apply(text()))))
        .orThrow();
    content.merge(branch).orThrow();
  }

  private Lesson lesson(LessonKind kind) {
    String text = "Look twice, " + UUID.randomUUID();
    return added(incident(), new NewLesson(1, 1, kind, Optional.empty(), text));
  }

  private Lesson added(long number, NewLesson lesson) {
    return lessons.add(number, lesson, KIM, Optional.empty()).orThrow();
  }

  private long incident() {
    if (incident == 0) {
      incident =
          ScenarioWalk.open(people.as(Role.RESPONDER), ENTRY, "backend-timeout")
              .toTheEnd()
              .incident();
    }
    return incident;
  }

  private static Problem problem(Result<?> result) {
    assertThat(result).isInstanceOf(Result.Refused.class);
    return ((Result.Refused<?>) result).problem();
  }
}
