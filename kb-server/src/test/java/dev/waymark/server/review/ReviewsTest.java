package dev.waymark.server.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.FollowUp;
import dev.waymark.model.incident.FollowUpState;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.model.incident.LessonState;
import dev.waymark.model.incident.Review;
import dev.waymark.runbooks.record.IncidentFacts;
import dev.waymark.server.account.Role;
import dev.waymark.server.lesson.FollowUps;
import dev.waymark.server.lesson.LessonContent;
import dev.waymark.server.lesson.Lessons;
import dev.waymark.server.lesson.NewFollowUp;
import dev.waymark.server.lesson.NewLesson;
import dev.waymark.server.lesson.Proposals;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReviewsTest {
  private static final String ENTRY = "apim-502-bad-gateway";
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "workspace",
          "5f3a9f0e-52a1-4c1c-9a4e-0d6f1a5c7b21",
          "apim",
          "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/g/providers/Microsoft.ApiManagement/service/a");
  private static final Actor KIM = Actor.person("kim");
  private static final Actor DANA = Actor.person("dana");

  @Inject People people;
  @Inject Reviews reviews;
  @Inject Lessons lessons;
  @Inject FollowUps followUps;
  @Inject Proposals proposals;

  @Test
  void anIncidentThatGoesOnHasNoReview() {
    ScenarioWalk walk = ScenarioWalk.open(people.as(Role.RESPONDER), ENTRY, "backend-timeout");
    assertThat(problem(reviews.of(walk.incident())).kind()).isEqualTo(Problem.Kind.CONFLICT);
    assertThat(problem(reviews.of(1_000_000)).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
  }

  @Test
  void theEndOpensAReviewThatIsDraftedFromTheRecord() {
    ScenarioWalk walk = ScenarioWalk.open(people.as(Role.RESPONDER), ENTRY, "backend-timeout");
    int first = walk.visit();
    walk.input("feedback", Map.of("feedback", "helped", "text", "clear at once"));
    int proposed = walk.run().getInt("wants.proposed");
    walk.input("take-branch", Map.of("branch", proposed == 3 ? 2 : 3, "reason", "I know better."));
    walk.input("feedback", Map.of("feedback", "misled", "text", ""));
    walk.input("go-back", Map.of("to", "which-apis-fail", "reason", "no, I don't"));
    walk.toTheEnd();

    ReviewedIncident reviewed = reviews.of(walk.incident()).orThrow();
    assertThat(reviewed.drafted()).isTrue();
    IncidentFacts facts = reviewed.facts();
    assertThat(facts.deviations()).hasSize(1);
    assertThat(facts.deviations().get(0).at().visit()).isEqualTo(first);
    assertThat(facts.deviations().get(0).sentence()).endsWith("”: I know better.");
    assertThat(facts.deadEnds()).hasSize(1);
    assertThat(facts.feedback()).hasSize(2);
    Instant diagnosed = facts.diagnosis().orElseThrow().when();
    assertThat(diagnosed)
        .isBetween(facts.acknowledged().orElseThrow(), facts.mitigated().orElseThrow());
    assertThat(facts.mitigated().orElseThrow()).isBefore(facts.ended().orElseThrow());
    assertThat(facts.ended()).isEqualTo(reviewed.incident().endedAt());
    Review.Text draft = reviewed.review().text();
    assertThat(draft.beganAt().orElseThrow())
        .as("as the run remembers it")
        .isBefore(reviewed.incident().openedAt());
    assertThat(draft.summary()).contains("The cause: The backend is slower");
    assertThat(draft.wentWell()).isEqualTo("- “Which APIs fail?” helped: clear at once.");
    assertThat(draft.wentBadly().lines()).hasSize(3);

    assertThat(lessons.ofIncident(walk.incident()))
        .singleElement()
        .satisfies(
            lesson -> {
              assertThat(lesson.kind()).isEqualTo(LessonKind.MISLEADING_TEXT);
              assertThat(lesson.state()).isEqualTo(LessonState.OPEN);
            });
    assertThat(lessons.ofIncident(walk.incident())).as("planted once").hasSize(1);
  }

  @Test
  void ofTwoWhoWriteTheSecondIsTold() {
    long incident = ended();
    Review.Text text = text("Slow backend", "");
    assertThat(reviews.write(incident, text, 1, KIM).orThrow().review().text()).isEqualTo(text);
    assertThat(problem(reviews.write(incident, text("Mine", ""), 1, DANA)).detail())
        .startsWith("kim has changed the review");
    assertThat(reviews.of(incident).orThrow().review().text()).isEqualTo(text);
    assertThat(reviews.write(incident, text("Mine", ""), 2, DANA)).isInstanceOf(Result.Done.class);
  }

  @Test
  void aReviewClosesWithALessonOrAReasonWhyThereIsNone() {
    long incident = ended();
    assertThat(reviews.waiting()).anyMatch(one -> one.incident().number() == incident);
    assertThat(problem(reviews.close(incident, KIM)).detail()).contains("no lesson yet");
    Lesson lesson =
        lessons.add(incident, lesson("The threshold is too low"), KIM, Optional.empty()).orThrow();
    assertThat(proposals.isPossible()).as("the entries come from a plain folder").isFalse();
    assertThat(proposals.propose(lesson, false, KIM)).isInstanceOf(Result.Refused.class);
    lessons.reject(lesson.id(), "It fits", DANA).orThrow();
    assertThat(problem(reviews.close(incident, KIM)).detail()).contains("no lesson yet");
    lessons.reopen(lesson.id(), DANA).orThrow();
    reviews.close(incident, KIM).orThrow();
    assertThat(reviews.waiting()).noneMatch(one -> one.incident().number() == incident);
    assertThat(problem(reviews.write(incident, text("Late", ""), 2, KIM)).detail())
        .contains("is closed");
    reviews.reopen(incident, DANA).orThrow();

    long other = ended();
    reviews.write(other, text("Same as last week", "Nothing new"), 1, KIM).orThrow();
    assertThat(reviews.close(other, KIM).orThrow().review().closed().orElseThrow().by())
        .isEqualTo("kim");
  }

  @Test
  void aLessonStandsAtTheStepAndTextWhereItWasLearned() {
    long incident = ended();
    Lesson lesson =
        lessons.add(incident, lesson("Look at the region first"), KIM, Optional.empty()).orThrow();
    assertThat(lesson.place().entryId()).isEqualTo(ENTRY);
    assertThat(lesson.place().entryHash()).hasSize(64);
    assertThat(lesson.place().node()).isEqualTo("which-apis-fail");
    assertThat(
            problem(
                    lessons.add(
                        incident,
                        new NewLesson(
                            1, 99, LessonKind.DEAD_END, Optional.empty(), "Nowhere to be seen"),
                        KIM,
                        Optional.empty()))
                .detail())
        .contains("no step 99");
    assertThat(problem(lessons.add(incident, lesson(" "), KIM, Optional.empty())).detail())
        .contains("missing");
    lessons
        .write(
            lesson.id(),
            lesson.revision(),
            new LessonContent(
                LessonKind.MISSING_BRANCH, "Another", Map.of("when", "row.Failed > 3")),
            DANA)
        .orThrow();
    assertThat(lessons.find(lesson.id()).orThrow().change())
        .containsEntry("when", "row.Failed > 3");
    assertThat(lessons.ofEntry(ENTRY)).anyMatch(one -> one.id() == lesson.id());
  }

  @Test
  void whatIsSentTwiceIsAddedOnce() {
    long incident = ended();
    Optional<String> key = Optional.of("click-1");
    NewLesson lesson = lesson("Look at the region first");
    Lesson first = lessons.add(incident, lesson, KIM, key).orThrow();
    assertThat(lessons.add(incident, lesson, KIM, key).orThrow()).isEqualTo(first);
    assertThat(lessons.ofIncident(incident)).containsExactly(first);
    assertThat(problem(lessons.add(incident, lesson("Another"), KIM, key)).kind())
        .isEqualTo(Problem.Kind.CONFLICT);
    assertThat(problem(lessons.add(incident, lesson("Another"), KIM, Optional.of(" "))).kind())
        .isEqualTo(Problem.Kind.INVALID);

    NewFollowUp wanted = followUp("Watch it", followUps.today());
    FollowUp one = followUps.add(incident, wanted, KIM, key).orThrow();
    assertThat(followUps.add(incident, wanted, KIM, key).orThrow()).isEqualTo(one);
    assertThat(followUps.ofIncident(incident)).containsExactly(one);

    NewLesson bad = lesson(" ");
    Optional<String> other = Optional.of("click-2");
    assertThat(lessons.add(incident, bad, KIM, other)).isInstanceOf(Result.Refused.class);
    assertThat(lessons.add(incident, lesson, KIM, other))
        .as("what was refused has not used its key up")
        .isInstanceOf(Result.Done.class);
  }

  @Test
  void aFollowUpComesOfALessonOfItsIncident() {
    long incident = ended();
    Lesson lesson = lessons.add(incident, lesson("Too low"), KIM, Optional.empty()).orThrow();
    NewFollowUp wanted =
        new NewFollowUp(Optional.of(lesson.id()), "Raise it", "kim", followUps.today());
    assertThat(followUps.add(incident, wanted, KIM, Optional.empty()).orThrow().lesson())
        .contains(lesson.id());
    assertThat(problem(followUps.add(ended(), wanted, KIM, Optional.empty())).detail())
        .contains("has no lesson " + lesson.id());
  }

  @Test
  void ofTwoWhoWriteALessonTheSecondIsTold() {
    long incident = ended();
    Lesson seen = lessons.add(incident, lesson("Too low"), KIM, Optional.empty()).orThrow();
    LessonContent mine =
        new LessonContent(seen.kind(), "Far too low", Map.of("when", "row.Failed > 3"));
    LessonContent theirs = new LessonContent(seen.kind(), "Too high", Map.of());
    Lesson written = lessons.write(seen.id(), seen.revision(), mine, KIM).orThrow();
    Problem problem = problem(lessons.write(seen.id(), seen.revision(), theirs, DANA));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
    assertThat(problem.detail()).startsWith("kim has written");
    assertThat(lessons.find(seen.id()).orThrow()).isEqualTo(written);
    assertThat(lessons.write(seen.id(), written.revision(), theirs, DANA))
        .isInstanceOf(Result.Done.class);
  }

  @Test
  void aFollowUpIsDoneWhenALinkShowsIt() {
    long incident = ended();
    LocalDate due = followUps.today().plus(3, ChronoUnit.DAYS);
    FollowUp one =
        followUps
            .add(incident, followUp("Watch the latency", due), KIM, Optional.empty())
            .orThrow();
    assertThat(followUps.ofIncident(incident)).containsExactly(one);
    assertThat(one.isOverdue(due.plusDays(1))).isTrue();
    assertThat(one.isOverdue(due)).isFalse();
    for (String link : List.of("", "done", "javascript:alert(1)", "https://", "ftp://host/x")) {
      assertThat(followUps.done(one.id(), link, KIM)).isInstanceOf(Result.Refused.class);
    }
    FollowUp done = followUps.done(one.id(), "https://example.com/pull/7", KIM).orThrow();
    assertThat(done.state()).isEqualTo(FollowUpState.DONE);
    assertThat(followUps.drop(one.id(), "no", KIM)).isInstanceOf(Result.Refused.class);
    assertThat(followUps.reopen(one.id()).orThrow().state()).isEqualTo(FollowUpState.OPEN);
    assertThat(
            followUps.add(
                incident, followUp("Late", followUps.today().minusDays(1)), KIM, Optional.empty()))
        .isInstanceOf(Result.Refused.class);
  }

  @Test
  void whatNoEntryCoversPlantsALessonAndOpensAReview() {
    RequestSpecification responder = people.as(Role.RESPONDER);
    ScenarioWalk walk =
        ScenarioWalk.of(
            responder,
            given()
                .spec(responder)
                .contentType("application/json")
                .body(Map.of("entry", ENTRY, "parameters", PARAMETERS))
                .post("/api/v1/incidents")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("number"));
    walk.input("escalate", Map.of("reason", "It is a WAF rule"));
    walk.input("hand-over", Map.of("to", "kim", "text", "Look at the WAF"));
    assertThat(problem(reviews.of(walk.incident())).detail()).contains("is open");
    walk.input("end", Map.of("outcome", "not-covered"));

    ReviewedIncident reviewed = reviews.of(walk.incident()).orThrow();
    assertThat(reviewed.incident().state()).isEqualTo(IncidentState.NOT_COVERED);
    assertThat(reviewed.facts().sentences().getFirst()).endsWith(": It is a WAF rule.");
    assertThat(lessons.ofIncident(walk.incident()))
        .singleElement()
        .satisfies(
            lesson -> {
              assertThat(lesson.kind()).isEqualTo(LessonKind.MISSING_CAUSE);
              assertThat(lesson.text()).isEqualTo("It is a WAF rule");
              assertThat(lesson.place().node()).isEqualTo("which-apis-fail");
            });
    String page = given().spec(responder).accept("text/html").get("/entries/" + ENTRY).asString();
    assertThat(page).contains("Not covered by this entry:", "/incidents/" + walk.incident());
    given()
        .spec(responder)
        .get("/api/v1/incidents?state=not-covered")
        .then()
        .body("incidents.number", hasItem((int) walk.incident()));
  }

  private long ended() {
    return ScenarioWalk.open(people.as(Role.RESPONDER), ENTRY, "backend-timeout")
        .toTheEnd()
        .incident();
  }

  private static NewLesson lesson(String text) {
    return new NewLesson(1, 1, LessonKind.WRONG_CONDITION, Optional.of(1), text);
  }

  private static NewFollowUp followUp(String title, LocalDate due) {
    return new NewFollowUp(Optional.empty(), title, "kim", due);
  }

  private static Review.Text text(String summary, String noLessonReason) {
    return new Review.Text(Optional.empty(), summary, "", "", "", noLessonReason);
  }

  private static Problem problem(Result<?> result) {
    assertThat(result).isInstanceOf(Result.Refused.class);
    return ((Result.Refused<?>) result).problem();
  }
}
