package dev.waymark.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import dev.waymark.server.account.NewSession;
import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import dev.waymark.server.support.Route;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for every route, read from the routes themselves. */
@QuarkusTest
class RouteSafetyTest {
  /**
   * The only routes for people who haven't signed in: the way in, the colours of its pages, help,
   * and the calls of a forge and of monitoring systems, which prove themselves by a secret.
   */
  private static final Set<String> OPEN =
      Set.of(
          "/login",
          "/logout",
          "/welcome/1",
          "/preferences",
          "/help",
          "/api/v1/content/hook",
          "/api/v1/alerts/hook");

  @Inject People people;

  @Test
  void theRoutesAreFound() {
    assertThat(Route.all()).hasSizeGreaterThan(20);
  }

  @Test
  void everyRouteButTheOpenOnesNeedsAnAccount() {
    for (Route route : Route.all()) {
      if (isOpen(route)) {
        assertThat(route.role()).as("the role of " + route).isEmpty();
      } else {
        send(given(), route).statusCode(401);
      }
    }
  }

  @Test
  void whatNobodyHasListedNeedsAnAccountToo() {
    for (String path : List.of("/nothing", "/q/openapi", "/q/metrics", "/api/v2", "/incidents/1")) {
      given().get(path).then().statusCode(401);
    }
  }

  @Test
  void eachRoleIsKeptFromWhatALaterOneMayAndNothingFails() {
    Map<Role, RequestSpecification> requests =
        Map.of(
            Role.VIEWER, people.as(Role.VIEWER),
            Role.RESPONDER, people.as(Role.RESPONDER),
            Role.AUTHOR, people.as(Role.AUTHOR),
            Role.ADMINISTRATOR, people.as(Role.ADMINISTRATOR));
    for (Route route : Route.all()) {
      if (route.role().isEmpty()) {
        continue;
      }
      Role needed = Role.ofLabel(route.role().orElseThrow()).orElseThrow();
      for (Role role : Role.values()) {
        ValidatableResponse reply = send(given().spec(requests.get(role)), route);
        if (role.includes(needed) && !route.notByToken()) {
          reply.statusCode(allOf(lessThan(500), not(anyOf(is(401), is(403)))));
        } else {
          reply.statusCode(403);
        }
      }
    }
  }

  @Test
  void whatATokenMayNotAPasswordMay() {
    Map<Role, RequestSpecification> requests =
        Arrays.stream(Role.values())
            .collect(
                Collectors.toMap(
                    role -> role,
                    role ->
                        given()
                            .auth()
                            .preemptive()
                            .basic(people.signedIn(role).account(), People.PASSWORD)));
    List<Route> routes = Route.all().stream().filter(Route::notByToken).toList();
    assertThat(routes).hasSizeGreaterThan(10);
    for (Route route : routes) {
      Role needed = Role.ofLabel(route.role().orElseThrow()).orElseThrow();
      for (Role role : Role.values()) {
        ValidatableResponse reply = send(given().spec(requests.get(role)), route);
        if (role.includes(needed)) {
          reply.statusCode(allOf(lessThan(500), not(anyOf(is(401), is(403)))));
        } else {
          reply.statusCode(403);
        }
      }
    }
  }

  @Test
  void aTokenThatReadsChangesNothing() {
    for (Role role : Role.values()) {
      RequestSpecification reader = people.reading(role);
      for (Route route : Route.all()) {
        if (route.role().isEmpty()) {
          continue;
        }
        boolean isRead =
            (route.isSafe() || route.changesNothing())
                && route.role().orElseThrow().equals(Role.VIEW);
        send(given().spec(reader), route)
            .statusCode(isRead ? allOf(lessThan(500), not(anyOf(is(401), is(403)))) : equalTo(403));
      }
    }
  }

  @Test
  void aSessionAloneChangesNothing() {
    NewSession session = people.signedIn(Role.ADMINISTRATOR);
    for (Route route : Route.all()) {
      if (route.isSafe()) {
        continue;
      }
      send(given().cookie("waymark-session", session.token()), route).statusCode(403);
      send(
              given().cookie("waymark-session", session.token()).header("X-CSRF-Token", "wrong"),
              route)
          .statusCode(403);
    }
  }

  @Test
  void anotherSiteChangesNothing() {
    RequestSpecification administrator = people.as(Role.ADMINISTRATOR);
    for (Route route : Route.all()) {
      if (route.isSafe()) {
        continue;
      }
      for (String origin :
          List.of("null", "https://evil.example", "http://localhost:1", "file://")) {
        send(given().spec(administrator).header("Origin", origin), route).statusCode(403);
      }
      for (String site : List.of("cross-site", "same-site")) {
        send(given().spec(administrator).header("Sec-Fetch-Site", site), route).statusCode(403);
      }
    }
  }

  @Test
  void everyReplyCarriesTheSafetyHeaders() {
    RequestSpecification viewer = people.as(Role.VIEWER);
    for (Route route : Route.all()) {
      assertSafe(send(given(), route));
      assertSafe(send(given().spec(viewer), route));
    }
    for (String path :
        List.of("/nothing", "/login", "/q/health/ready", "/q/openapi", "/static/nothing.js")) {
      assertSafe(given().get(path).then());
      assertSafe(given().spec(viewer).get(path).then());
    }
    assertSafe(
        given()
            .spec(viewer)
            .body("{")
            .contentType(ContentType.JSON)
            .post("/api/v1/incidents")
            .then());
  }

  private static void assertSafe(ValidatableResponse reply) {
    reply
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Content-Security-Policy", not(containsString("unsafe")))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Referrer-Policy", equalTo("same-origin"));
  }

  private static boolean isOpen(Route route) {
    return OPEN.contains(route.path());
  }

  private static ValidatableResponse send(RequestSpecification request, Route route) {
    RequestSpecification sent = request.redirects().follow(false);
    if (!route.isSafe()) {
      sent =
          route.path().startsWith("/api/")
              ? sent.contentType(ContentType.JSON).body("{}")
              : sent.contentType(ContentType.URLENC).formParam("nothing", "");
    }
    return sent.request(route.method(), route.path()).then();
  }
}
