package dev.waymark.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import dev.waymark.server.support.Route;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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

  private static final String JSON = "application/json";

  @Inject People people;

  @TestHTTPResource("/")
  URI server;

  private final HttpClient client = HttpClient.newHttpClient();

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
        assertStatus(401, route);
      }
    }
  }

  @Test
  void whatNobodyHasListedNeedsAnAccountToo() {
    for (String path : List.of("/nothing", "/q/openapi", "/q/metrics", "/api/v2", "/incidents/1")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void eachRoleIsKeptFromWhatALaterOneMayAndNothingFails() {
    Map<Role, String> tokens = each(people::authorization);
    for (Route route : Route.all()) {
      if (route.role().isEmpty()) {
        continue;
      }
      Role needed = Role.ofLabel(route.role().orElseThrow()).orElseThrow();
      for (Role role : Role.values()) {
        if (role.includes(needed) && !route.notByToken()) {
          assertLetIn(route, "Authorization", tokens.get(role));
        } else {
          assertStatus(403, route, "Authorization", tokens.get(role));
        }
      }
    }
  }

  @Test
  void whatATokenMayNotAPasswordMay() {
    Map<Role, String> passwords = each(role -> basic(people.signedIn(role).account()));
    List<Route> routes = Route.all().stream().filter(Route::notByToken).toList();
    assertThat(routes).hasSizeGreaterThan(10);
    for (Route route : routes) {
      Role needed = Role.ofLabel(route.role().orElseThrow()).orElseThrow();
      for (Role role : Role.values()) {
        if (role.includes(needed)) {
          assertLetIn(route, "Authorization", passwords.get(role));
        } else {
          assertStatus(403, route, "Authorization", passwords.get(role));
        }
      }
    }
  }

  @Test
  void aTokenThatReadsChangesNothing() {
    Map<Role, String> readers = each(people::readingAuthorization);
    for (Role role : Role.values()) {
      for (Route route : Route.all()) {
        if (route.role().isEmpty()) {
          continue;
        }
        boolean isRead =
            (route.isSafe() || route.changesNothing())
                && route.role().orElseThrow().equals(Role.VIEW);
        if (isRead) {
          assertLetIn(route, "Authorization", readers.get(role));
        } else {
          assertStatus(403, route, "Authorization", readers.get(role));
        }
      }
    }
  }

  @Test
  void aSessionAloneChangesNothing() {
    String cookie = "waymark-session=" + people.signedIn(Role.ADMINISTRATOR).token();
    for (Route route : Route.all()) {
      if (route.isSafe()) {
        continue;
      }
      assertStatus(403, route, "Cookie", cookie);
      assertStatus(403, route, "Cookie", cookie, "X-CSRF-Token", "wrong");
    }
  }

  @Test
  void anotherSiteChangesNothing() {
    String administrator = people.authorization(Role.ADMINISTRATOR);
    for (Route route : Route.all()) {
      if (route.isSafe()) {
        continue;
      }
      for (String origin :
          List.of("null", "https://evil.example", "http://localhost:1", "file://")) {
        assertStatus(403, route, "Authorization", administrator, "Origin", origin);
      }
      for (String site : List.of("cross-site", "same-site")) {
        assertStatus(403, route, "Authorization", administrator, "Sec-Fetch-Site", site);
      }
    }
  }

  @Test
  void everyReplyCarriesTheSafetyHeaders() {
    String viewer = people.authorization(Role.VIEWER);
    for (Route route : Route.all()) {
      assertSafe(send(route));
      assertSafe(send(route, "Authorization", viewer));
    }
    for (String path :
        List.of("/nothing", "/login", "/q/health/ready", "/q/openapi", "/static/nothing.js")) {
      assertSafe(get(path));
      assertSafe(get(path, "Authorization", viewer));
    }
    assertSafe(
        send(
            request("/api/v1/incidents", "Authorization", viewer, "Content-Type", JSON)
                .POST(BodyPublishers.ofString("{"))));
  }

  /** The length of a compressed page would tell of the secret in it; a drawing holds none. */
  @Test
  void pagesAndAnswersTravelUncompressedAndDrawingsCompressed() {
    String viewer = people.authorization(Role.VIEWER);
    for (String path : List.of("/login", "/entries", "/incidents", "/api/v1/incidents")) {
      assertThat(encoding(path, viewer)).as(path).isEmpty();
    }
    assertThat(encoding("/api/v1/entries/keyvault-denies-requests/tree.svg", viewer))
        .isEqualTo("gzip");
  }

  private String encoding(String path, String authorization) {
    HttpResponse<String> reply =
        get(path, "Authorization", authorization, "Accept-Encoding", "gzip");
    assertThat(reply.statusCode()).as(path).isEqualTo(200);
    return header(reply, "Content-Encoding");
  }

  private static void assertSafe(HttpResponse<String> reply) {
    assertThat(header(reply, "Content-Security-Policy"))
        .as(reply.toString())
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(header(reply, "X-Content-Type-Options")).as(reply.toString()).isEqualTo("nosniff");
    assertThat(header(reply, "Referrer-Policy")).as(reply.toString()).isEqualTo("same-origin");
  }

  private void assertStatus(int status, Route route, String... headers) {
    HttpResponse<String> reply = send(route, headers);
    assertThat(reply.statusCode()).as("%s %s", route, reply.body()).isEqualTo(status);
  }

  /** Whatever becomes of the request, it is neither refused to whoever sends it nor fails. */
  private void assertLetIn(Route route, String... headers) {
    HttpResponse<String> reply = send(route, headers);
    assertThat(reply.statusCode())
        .as("%s %s", route, reply.body())
        .isLessThan(500)
        .isNotIn(401, 403);
  }

  private static String header(HttpResponse<String> reply, String name) {
    return reply.headers().firstValue(name).orElse("");
  }

  private static Map<Role, String> each(Function<Role, String> header) {
    return Arrays.stream(Role.values()).collect(Collectors.toMap(role -> role, header));
  }

  private static String basic(String account) {
    byte[] pair = (account + ":" + People.PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static boolean isOpen(Route route) {
    return OPEN.contains(route.path());
  }

  private HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers));
  }

  private HttpResponse<String> send(Route route, String... headers) {
    HttpRequest.Builder request = request(route.path(), headers);
    if (route.isSafe()) {
      return send(request.method(route.method(), BodyPublishers.noBody()));
    }
    boolean isJson = route.path().startsWith("/api/");
    return send(
        request
            .header("Content-Type", isJson ? JSON : "application/x-www-form-urlencoded")
            .method(route.method(), BodyPublishers.ofString(isJson ? "{}" : "nothing=")));
  }

  /**
   * With the JDK's client: these are thousands, and REST Assured takes longer for a request than
   * the server.
   *
   * @param headers by name and value in turn
   */
  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Accept", "*/*");
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
