package dev.waymark.server.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.incident.Actor;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.store.Jdbc;
import dev.waymark.server.support.People;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountsTest {
  private static final Actor ADMINISTRATOR = Actor.person("admin");

  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject ApiTokens tokens;
  @Inject People people;
  @Inject Jdbc jdbc;

  @Test
  void aLinkWorksOnceAndSetsThePassword() {
    String name = newName();
    String token = tokenOf(accounts.create(name, "Ann", Role.RESPONDER, ADMINISTRATOR).orThrow());

    assertThat(sessions.linkOwner(token, People.CLIENT).orThrow().name()).isEqualTo(name);
    assertThat(problem(sessions.redeem(token, "short", People.CLIENT)).detail())
        .contains("too short");
    assertThat(sessions.redeem(token, People.PASSWORD, People.CLIENT).orThrow().account())
        .isEqualTo(name);

    assertThat(problem(sessions.redeem(token, People.PASSWORD, People.CLIENT)).kind())
        .isEqualTo(Problem.Kind.NOT_FOUND);
    assertThat(
            sessions
                .signIn(name.toUpperCase(java.util.Locale.ROOT), People.PASSWORD, People.CLIENT)
                .orThrow()
                .account())
        .isEqualTo(name);
  }

  @Test
  void ofManyWhoFollowALinkOneGetsIn() throws Exception {
    String token = tokenOf(accounts.create(newName(), "", Role.VIEWER, ADMINISTRATOR).orThrow());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> follow =
          () ->
              sessions.redeem(token, People.PASSWORD, People.CLIENT)
                  instanceof Result.Done<NewSession>;
      List<Future<Boolean>> results = threads.invokeAll(java.util.Collections.nCopies(8, follow));
      int entered = 0;
      for (Future<Boolean> result : results) {
        entered += result.get() ? 1 : 0;
      }
      assertThat(entered).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aWrongNameAndAWrongPasswordSoundTheSame() {
    NewSession session = people.signedIn(Role.VIEWER);

    assertThat(problem(sessions.signIn(session.account(), "wrong password", People.CLIENT)))
        .isEqualTo(problem(sessions.signIn("nobody", "wrong password", People.CLIENT)));
  }

  @Test
  void signingOutEndsTheSession() {
    NewSession session = people.signedIn(Role.VIEWER);
    statusOf(session, 200);

    sessions.signOut(session.token());

    statusOf(session, 401);
  }

  @Test
  void aRoleThatIsTakenIsGoneByTheNextRequest() {
    people.signedIn(Role.ADMINISTRATOR);
    NewSession session = people.signedIn(Role.ADMINISTRATOR);
    given()
        .cookie("waymark-session", session.token())
        .get("/api/v1/accounts")
        .then()
        .statusCode(200);

    accounts.changeRole(session.account(), Role.VIEWER, ADMINISTRATOR).orThrow();

    given()
        .cookie("waymark-session", session.token())
        .get("/api/v1/accounts")
        .then()
        .statusCode(403);
    statusOf(session, 200);
  }

  @Test
  void disablingAndResettingEndAllSessions() {
    NewSession disabled = people.signedIn(Role.VIEWER);
    NewSession reset = people.signedIn(Role.VIEWER);

    accounts.disable(disabled.account(), ADMINISTRATOR).orThrow();
    accounts.resetPassword(reset.account(), ADMINISTRATOR).orThrow();

    statusOf(disabled, 401);
    statusOf(reset, 401);
    assertThat(problem(sessions.signIn(disabled.account(), People.PASSWORD, People.CLIENT)).kind())
        .isEqualTo(Problem.Kind.UNAUTHENTICATED);
    accounts.enable(disabled.account(), ADMINISTRATOR).orThrow();
    assertThat(
            sessions.signIn(disabled.account(), People.PASSWORD, People.CLIENT).orThrow().account())
        .isEqualTo(disabled.account());
  }

  @Test
  void aTokenOfAnotherKindOpensNothing() {
    NewSession session = people.signedIn(Role.VIEWER);
    String api = tokens.create(session.account(), "test", TokenScope.ROLE, 1).orThrow().token();

    given()
        .header("Authorization", "Bearer " + session.token())
        .get("/api/v1/me")
        .then()
        .statusCode(401);
    given().cookie("waymark-session", api).get("/api/v1/me").then().statusCode(401);
    given().header("Authorization", "Bearer " + api).get("/api/v1/me").then().statusCode(200);
    given()
        .auth()
        .preemptive()
        .basic(session.account(), People.PASSWORD)
        .get("/api/v1/me")
        .then()
        .statusCode(200);
  }

  @Test
  void badNamesAndTakenOnesAreRefused() {
    NewSession taken = people.signedIn(Role.VIEWER);

    assertThat(problem(accounts.create("../x", "", Role.VIEWER, ADMINISTRATOR)).kind())
        .isEqualTo(Problem.Kind.INVALID);
    assertThat(problem(accounts.create(taken.account(), "", Role.VIEWER, ADMINISTRATOR)).kind())
        .isEqualTo(Problem.Kind.CONFLICT);
    assertThat(problem(accounts.disable("nobody", ADMINISTRATOR)).kind())
        .isEqualTo(Problem.Kind.NOT_FOUND);
  }

  @Test
  void eachStartsLinkWorksUntilOneIsUsed() {
    QuarkusTransaction.begin();
    try {
      accounts.list().stream()
          .filter(account -> account.role() == Role.ADMINISTRATOR)
          .forEach(account -> accounts.resetPassword(account.name(), ADMINISTRATOR).orThrow());
      String first = tokenOf(accounts.firstLink().orElseThrow());
      String second = tokenOf(accounts.firstLink().orElseThrow());

      String owner = sessions.linkOwner(first, People.CLIENT).orThrow().name();
      assertThat(sessions.linkOwner(second, People.CLIENT).orThrow().name()).isEqualTo(owner);
      sessions.redeem(first, People.PASSWORD, People.CLIENT).orThrow();

      assertThat(problem(sessions.redeem(second, People.PASSWORD, People.CLIENT)).kind())
          .isEqualTo(Problem.Kind.NOT_FOUND);
      assertThat(accounts.firstLink()).isEmpty();
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  @Test
  void anotherPasswordEndsTheOtherSessions() {
    NewSession here = people.signedIn(Role.VIEWER);
    String name = here.account();
    NewSession elsewhere = sessions.signIn(name, People.PASSWORD, People.CLIENT).orThrow();
    Optional<Long> session = sessions.living(here.token()).map(owned -> owned.token().id());
    String next = "violet tractors hum at noon";

    assertThat(
            problem(sessions.changePassword(name, session, "wrong", next, People.CLIENT)).detail())
        .contains("present password is wrong");
    assertThat(
            problem(
                    sessions.changePassword(
                        name, session, People.PASSWORD, "123456789012", People.CLIENT))
                .detail())
        .contains("guessed early");
    statusOf(elsewhere, 200);
    sessions.changePassword(name, session, People.PASSWORD, next, People.CLIENT).orThrow();

    statusOf(here, 200);
    statusOf(elsewhere, 401);
    assertThat(problem(sessions.signIn(name, People.PASSWORD, People.CLIENT)).kind())
        .isEqualTo(Problem.Kind.UNAUTHENTICATED);
    sessions.signIn(name, next, People.CLIENT).orThrow();
  }

  @Test
  void aSessionLastsOnWhileItIsUsedButNotForEver() {
    NewSession session = people.signedIn(Role.VIEWER);
    age(session, Duration.ofHours(23));
    statusOf(session, 200);
    age(session, Duration.ofHours(23));
    statusOf(session, 200);

    age(session, Duration.ofHours(25));
    statusOf(session, 401);
    NewSession used = people.signedIn(Role.VIEWER);
    for (int days = 0; days < 14; days++) {
      statusOf(used, 200);
      age(used, Duration.ofHours(23));
    }
    statusOf(used, 200);
    age(used, Duration.ofHours(15));
    statusOf(used, 401);
  }

  @Test
  void oneOfTwoSessionsCanBeEnded() {
    NewSession here = people.signedIn(Role.VIEWER);
    NewSession elsewhere =
        sessions.signIn(here.account(), People.PASSWORD, People.CLIENT).orThrow();
    NewSession other = people.signedIn(Role.VIEWER);
    long id = sessions.living(elsewhere.token()).orElseThrow().token().id();

    assertThat(problem(sessions.end(other.account(), id)).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    statusOf(elsewhere, 200);
    sessions.end(here.account(), id).orThrow();

    statusOf(elsewhere, 401);
    statusOf(here, 200);
    assertThat(sessions.list(here.account())).hasSize(1);
  }

  @Test
  void aTokenIsListedWithItsUseAndCanBeRevoked() {
    NewSession session = people.signedIn(Role.AUTHOR);
    String name = session.account();
    String token = tokens.create(name, "deploy", TokenScope.READ, 7).orThrow().token();
    assertThat(problem(tokens.create(name, " ", TokenScope.READ, 7)).detail()).contains("missing");
    assertThat(problem(tokens.create(name, "x", TokenScope.READ, 181)).hint()).contains("180");

    given().header("Authorization", "Bearer " + token).get("/api/v1/me").then().statusCode(200);
    ApiToken listed = tokens.list(name).get(0);
    assertThat(listed.label()).isEqualTo("deploy");
    assertThat(listed.lastUsedAt()).isPresent();
    assertThat(listed.address()).contains("127.0.0.1");
    tokens.revoke(name, listed.id()).orThrow();

    given().header("Authorization", "Bearer " + token).get("/api/v1/me").then().statusCode(401);
    assertThat(tokens.list(name)).isEmpty();
  }

  @Test
  void aTokenMakesNoOtherAndChangesNoPassword() {
    String authorization = people.authorization(Role.ADMINISTRATOR);
    for (String path : List.of("/api/v1/me/tokens", "/api/v1/me/password", "/api/v1/accounts")) {
      given()
          .header("Authorization", authorization)
          .contentType("application/json")
          .body("{\"label\":\"another\"}")
          .post(path)
          .then()
          .statusCode(403)
          .body("detail", org.hamcrest.Matchers.containsString("A token can't do this"));
    }
  }

  private static void statusOf(NewSession session, int status) {
    given().cookie("waymark-session", session.token()).get("/api/v1/me").then().statusCode(status);
  }

  /** Lets time go by for a session. */
  private void age(NewSession session, Duration time) {
    long id = sessions.list(session.account()).getFirst().id();
    List.of("created_at", "last_used_at", "expires_at")
        .forEach(
            column ->
                jdbc.update(
                    "update account_token set %1$s = %1$s - make_interval(secs => ?) where id = ?"
                        .formatted(column),
                    (double) time.toSeconds(),
                    id));
  }

  private static String newName() {
    return "ann-" + UUID.randomUUID();
  }

  private static String tokenOf(OneTimeLink link) {
    return link.path().substring(OneTimeLink.PATH.length());
  }

  private static <T> Problem problem(Result<T> result) {
    return ((Result.Refused<T>) result).problem();
  }
}
