package dev.waymark.server.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.support.People;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Guesses over sockets, each from the address that it says: all of 127.0.0.0/8 is this machine.
 * With {@code -Dwaymark.rounds=full} a thousand at a time.
 */
@QuarkusTest
class GuessingTest {
  private static final int GUESSES =
      "full".equals(System.getProperty("waymark.rounds")) ? 1_000 : 150;

  @Inject People people;
  @Inject Sessions sessions;

  @TestHTTPResource("/")
  URI server;

  private record Reply(int status, String head, String body) {
    int retryAfter() {
      Matcher seconds = Pattern.compile("(?i)retry-after: (\\d+)").matcher(head);
      assertThat(seconds.find()).as(head).isTrue();
      return Integer.parseInt(seconds.group(1));
    }
  }

  @Test
  void fromOneAddressSomeAreLookedAtAndTheRestRefusedAtOnce() throws IOException {
    String name = people.signedIn(Role.RESPONDER).account();
    List<Reply> replies = new ArrayList<>();
    long before = System.nanoTime();
    for (int i = 0; i < GUESSES; i++) {
      replies.add(basic("127.1.0.1", name, "guess " + i));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - before);

    // As many as there were doublings of a second in that time, and the free ones.
    long most = 6 + Math.round(Math.log(took.toSeconds() + 1.0) / Math.log(2));
    assertThat(replies.stream().filter(reply -> reply.status() == 401).count())
        .as("%s", replies.get(GUESSES - 1))
        .isBetween(5L, most);
    Reply last = replies.get(GUESSES - 1);
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.retryAfter()).isBetween(1, (int) took.toSeconds() + 2);
    assertThat(last.body()).contains("Too many attempts", "Wait", "nothing is locked");

    assertThat(basic("127.0.0.1", name, People.PASSWORD).status()).as("where known").isEqualTo(200);
    assertThat(basic("127.1.0.2", name, People.PASSWORD).status()).as("elsewhere").isEqualTo(200);
    assertThat(sessions.failedAttempts(name).orElseThrow().times()).isEqualTo(GUESSES);
  }

  @Test
  void fromManyAddressesNewcomersWaitAndWhoIsKnownDoesnt() throws IOException {
    NewSession session = people.signedIn(Role.RESPONDER);
    String name = session.account();
    int looked = 0;
    for (int i = 0; i < GUESSES; i++) {
      looked +=
          basic("127.2." + i / 250 + "." + (1 + i % 250), name, "guess").status() == 401 ? 1 : 0;
    }
    // One bucket of twenty, which leaks a drop in half a minute.
    assertThat(looked).isBetween(20, 25);

    Reply newcomer = basic("127.3.0.1", name, People.PASSWORD);
    assertThat(newcomer.status()).isEqualTo(429);
    assertThat(newcomer.retryAfter()).isBetween(20, 120);
    assertThat(basic("127.0.0.1", name, People.PASSWORD).status()).isEqualTo(200);
    Client laptop = new Client("127.3.0.2", "a laptop", java.util.Optional.of(session.device()));
    assertThat(sessions.signIn(name, People.PASSWORD, laptop).orThrow().account()).isEqualTo(name);
  }

  @Test
  void anUnknownNameIsAnsweredInTheSameWay() throws IOException {
    String known = people.signedIn(Role.VIEWER).account();
    String unknown = "nobody-" + UUID.randomUUID();
    for (int i = 0; i < 12; i++) {
      Reply one = basic("127.4.0.1", known, "guess");
      Reply other = basic("127.4.0.2", unknown, "guess");
      assertThat(other.status()).isEqualTo(one.status());
      assertThat(other.body().replaceAll("\\d+ seconds?", ""))
          .isEqualTo(one.body().replaceAll("\\d+ seconds?", ""));
    }
  }

  @Test
  void tokensAndLinksAreLimitedAndGoodOnesGoOn() throws IOException {
    String good = people.authorization(Role.VIEWER);
    int looked = 0;
    for (int i = 0; i < GUESSES; i++) {
      Reply reply = get("127.5.0.1", "/api/v1/me", "Authorization: Bearer guess" + i);
      looked += reply.status() == 401 ? 1 : 0;
    }
    assertThat(looked).isBetween(30, 60);
    assertThat(get("127.5.0.1", "/welcome/guess", "Accept: text/html").status()).isEqualTo(429);
    assertThat(get("127.5.0.1", "/api/v1/me", "Authorization: " + good).status()).isEqualTo(200);
    assertThat(get("127.5.0.2", "/welcome/another", "Accept: text/html").status()).isEqualTo(404);
  }

  @Test
  void theOwnerIsToldUntilTheyHaveSeenIt() throws IOException {
    String name = people.signedIn(Role.VIEWER).account();
    for (int i = 0; i < 3; i++) {
      basic("127.6.0.1", name, "guess");
    }
    NewSession session = sessions.signIn(name, People.PASSWORD, People.CLIENT).orThrow();

    String page = page(session);
    assertThat(page)
        .contains("3 failed sign-ins", "3 attempts to sign in as you have failed", "127.6.0.1");
    sessions.acknowledge(name);
    assertThat(page(session)).doesNotContain("failed sign-ins", "have failed");
  }

  private static String page(NewSession session) {
    return given()
        .cookie("waymark-session", session.token())
        .header("Accept", "text/html")
        .get("/account")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private Reply basic(String from, String name, String password) throws IOException {
    String pair =
        Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    return get(from, "/api/v1/me", "Authorization: Basic " + pair);
  }

  private Reply get(String from, String path, String header) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.getAllByName(from)[0], 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\nConnection: close\r\n\r\n"
                  .formatted(path, server.getPort(), header)
                  .getBytes(StandardCharsets.UTF_8));
      String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = reply.indexOf("\r\n\r\n");
      return new Reply(
          Integer.parseInt(reply.substring(9, 12)), reply.substring(0, end), reply.substring(end));
    }
  }
}
