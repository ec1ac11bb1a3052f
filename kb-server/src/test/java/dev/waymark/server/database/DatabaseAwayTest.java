package dev.waymark.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.server.account.NewSession;
import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A server whose database is stopped, killed, frozen, locked, used up and full: everything is
 * answered within a second, beside what the same requests take a busy machine anyway; what needs no
 * database is served, nothing typed is lost, and nothing has to be done for it to go on.
 */
@QuarkusTest
@TestProfile(UnsteadyDatabase.Profile.class)
class DatabaseAwayTest {
  /** What is promised; a build on a busy machine only sees that nobody is left hanging. */
  private static final Duration BOUND =
      "full".equals(System.getProperty("waymark.rounds"))
          ? Duration.ofSeconds(1)
          : Duration.ofSeconds(10);

  private static final Duration RECOVERY = Duration.ofSeconds(5);
  private static final String ENTRY = "apim-502-bad-gateway";
  private static final String NOTE = "Said “hello” & waited for <them>";

  @UnsteadyDatabase.Controls Map<String, Runnable> database;
  @Inject People people;
  @Inject AgroalDataSource pool;
  @TestHTTPResource URI root;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService senders = Executors.newCachedThreadPool();
  private final Map<String, Duration> longest = new TreeMap<>();

  /** How long the same requests take this machine, as busy as it is, while nothing is amiss. */
  private Duration usual = Duration.ZERO;

  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Handler listener = new Listener();
  private String cookie = "";
  private String bearer = "";
  private String run = "";
  private Map<String, String> note = Map.of();

  /** Signs in, opens an incident and looks once at what shall be remembered. */
  @BeforeEach
  void settle() throws Exception {
    NewSession session = people.signedIn(Role.RESPONDER);
    cookie = "waymark-session=" + session.token();
    bearer = people.authorization(Role.RESPONDER);
    HttpResponse<String> opened =
        open("{\"entry\":\"%s\",\"scenario\":\"backend-timeout\"}".formatted(ENTRY), key());
    assertThat(opened.statusCode()).isEqualTo(201);
    run = opened.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "/incidents/");
    assertThat(page("/entries/" + ENTRY).statusCode()).isEqualTo(200);
    assertThat(read("/api/v1/incidents").statusCode()).isEqualTo(200);
    String body = page(run).body();
    assertThat(body).doesNotContain("server’s memory");
    String form = body.substring(body.indexOf(run + "/note"));
    note =
        Map.of(
            "csrf", hidden(form, "csrf"),
            "visit", hidden(form, "visit"),
            "key", hidden(form, "key"),
            "text", NOTE);
    usual = usual();
    longest.clear();
    Logger.getLogger("").addHandler(listener);
  }

  private Duration usual() throws Exception {
    List<Future<HttpResponse<String>>> replies = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      replies.add(senders.submit(() -> timed("usual", () -> page("/entries/" + ENTRY))));
      replies.add(senders.submit(() -> timed("usual", () -> page(run))));
      replies.add(senders.submit(() -> timed("usual", () -> read("/api/v1/incidents"))));
    }
    for (Future<HttpResponse<String>> reply : replies) {
      assertThat(reply.get().statusCode()).isEqualTo(200);
    }
    return longest.get("usual");
  }

  /** What comes next finds a database that answers, even if a test has failed. */
  @AfterEach
  void endIt() throws Exception {
    Logger.getLogger("").removeHandler(listener);
    senders.shutdownNow();
    database.get("unlock").run();
    database.get("empty").run();
    long begun = System.nanoTime();
    while (read("/api/v1/incidents").statusCode() != 200
        && System.nanoTime() - begun < RECOVERY.toNanos()) {
      Thread.sleep(50);
    }
  }

  @Test
  void stopped() throws Exception {
    database.get("stop").run();
    isAway("stopped", () -> database.get("launch").run());
  }

  @Test
  void killed() throws Exception {
    database.get("kill").run();
    isAway("killed", () -> database.get("launch").run());
  }

  @Test
  void frozen() throws Exception {
    database.get("freeze").run();
    isAway("frozen", () -> database.get("thaw").run());
  }

  @Test
  void lockedWithThirtyWriters() throws Exception {
    database.get("lock").run();
    List<Future<HttpResponse<String>>> writers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      writers.add(senders.submit(() -> timed("write", () -> write(run + "/note", note))));
    }
    for (int round = 0; round < 3; round++) {
      assertThat(timed("entry", () -> page("/entries/" + ENTRY)).statusCode()).isEqualTo(200);
      assertThat(timed("run", () -> page(run)).statusCode()).isEqualTo(200);
      assertThat(timed("API", () -> read("/api/v1/entries/" + ENTRY)).statusCode()).isEqualTo(200);
    }
    for (Future<HttpResponse<String>> writer : writers) {
      isKept(writer.get());
    }
    database.get("unlock").run();
    goesOn("locked");
  }

  @Test
  void allConnectionsInUse() throws Exception {
    List<Connection> taken = new ArrayList<>();
    while (taken.size() < 20) {
      taken.add(pool.getConnection());
    }
    HttpResponse<String> entry = timed("entry", () -> page("/entries/" + ENTRY));
    assertThat(entry.statusCode()).isEqualTo(200);
    assertThat(entry.body()).contains("The database doesn’t answer in time.", "server’s memory");
    HttpResponse<String> shown = timed("run", () -> page(run));
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).contains("server’s memory, as of");
    isProblem(timed("API", () -> read("/api/v1/incidents")));
    isKept(timed("write", () -> write(run + "/note", note)));
    for (Connection connection : taken) {
      connection.close();
    }
    goesOn("pool");
  }

  @Test
  void diskFull() throws Exception {
    assumeTrue(
        ConfigProvider.getConfig().getValue(UnsteadyDatabase.HAS_DISK, Boolean.class),
        "a full disk isn't tried: that takes the right to mount one");
    database.get("fill").run();
    Map<String, String> fields = new TreeMap<>(note);
    fields.put("key", key());
    fields.put("text", "x".repeat(7_000));
    HttpResponse<String> reply = timed("write", () -> write(run + "/note", fields));
    for (int i = 0; i < 200 && reply.statusCode() == 303; i++) {
      fields.put("key", key());
      fields.put("text", UUID.randomUUID().toString().repeat(200));
      reply = timed("write", () -> write(run + "/note", fields));
    }
    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.body()).contains("disk of the database is full", "Send it again");
    assertThat(timed("entry", () -> page("/entries/" + ENTRY)).statusCode()).isEqualTo(200);
    assertThat(timed("run", () -> page(run)).statusCode()).isEqualTo(200);
    assertThat(timed("API", () -> read("/api/v1/incidents")).statusCode()).isEqualTo(200);
    database.get("empty").run();
    goesOn("disk full");
  }

  @Test
  void aConnectionLostWhileItCommits() throws Exception {
    String key = key();
    String body = opening(key);
    database.get("cut at commit").run();
    HttpResponse<String> first = open(body, key);
    for (int i = 0; i < 10 && first.statusCode() == 201; i++) {
      // Something in the background has committed just before.
      key = key();
      body = opening(key);
      database.get("cut at commit").run();
      first = open(body, key);
    }
    isProblem(first);
    assertThat(first.body()).contains("isn't known");
    HttpResponse<String> again = open(body, key);
    assertThat(again.statusCode()).isEqualTo(201);
    String found = read("/api/v1/incidents?text=" + key).body();
    assertThat(found).contains("\"total\":1");
  }

  private static String opening(String title) {
    return "{\"entry\":\"%s\",\"scenario\":\"backend-timeout\",\"title\":\"%s\"}"
        .formatted(ENTRY, title);
  }

  @Test
  void whoWasNotSeenLatelyIsNotLetIn() throws Exception {
    String unseen = people.authorization(Role.ADMINISTRATOR);
    database.get("freeze").run();
    try {
      HttpResponse<String> reply =
          timed("unseen", () -> send(get("/api/v1/accounts").header("Authorization", unseen)));
      isProblem(reply);
    } finally {
      database.get("thaw").run();
    }
    isLongest("unseen");
    goesOn("thawed");
  }

  /** The database can't be reached in any way. */
  private void isAway(String form, Runnable mend) throws Exception {
    try {
      for (int round = 0; round < 3; round++) {
        List<Future<HttpResponse<String>>> entries = new ArrayList<>();
        List<Future<HttpResponse<String>>> runs = new ArrayList<>();
        List<Future<HttpResponse<String>>> problems = new ArrayList<>();
        List<Future<HttpResponse<String>>> forms = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          entries.add(senders.submit(() -> timed("entry", () -> page("/entries/" + ENTRY))));
          entries.add(senders.submit(() -> timed("entries", () -> page("/entries"))));
          entries.add(senders.submit(() -> timed("content", () -> page("/content"))));
          runs.add(senders.submit(() -> timed("run", () -> page(run))));
          problems.add(senders.submit(() -> timed("API", () -> read("/api/v1/incidents"))));
          forms.add(senders.submit(() -> timed("write", () -> write(run + "/note", note))));
        }
        for (Future<HttpResponse<String>> entry : entries) {
          assertThat(entry.get().statusCode()).isEqualTo(200);
        }
        for (Future<HttpResponse<String>> shown : runs) {
          assertThat(shown.get().statusCode()).isEqualTo(200);
          assertThat(shown.get().body()).contains("server’s memory, as of");
        }
        for (Future<HttpResponse<String>> problem : problems) {
          isProblem(problem.get());
        }
        for (Future<HttpResponse<String>> sent : forms) {
          isKept(sent.get());
        }
      }
      assertThat(timed("tree", () -> read("/api/v1/entries/" + ENTRY + "/tree")).statusCode())
          .isEqualTo(200);
      assertThat(timed("entry", () -> page("/entries/" + ENTRY)).body())
          .contains("The database has been away since", "server’s memory");
      HttpResponse<String> list = timed("list", () -> page("/incidents"));
      assertThat(list.statusCode()).isEqualTo(503);
      assertThat(list.headers().firstValue("Refresh")).contains("2");
      assertThat(list.body())
          .contains("The database has been away since", "http-equiv=\"refresh\" content=\"2\"");
    } finally {
      mend.run();
    }
    assertThat(logged)
        .extracting(LogRecord::getMessage)
        .as("what the log says of it")
        .hasSizeLessThan(6);
    goesOn(form);
  }

  /** Once it is mended, what wasn't recorded is sent again, and everything is as before. */
  private void goesOn(String form) throws Exception {
    long begun = System.nanoTime();
    HttpResponse<String> sent = write(run + "/note", note);
    while (sent.statusCode() == 503 && System.nanoTime() - begun < RECOVERY.toNanos()) {
      Thread.sleep(20);
      sent = write(run + "/note", note);
    }
    Duration recovery = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(sent.statusCode()).as("what was typed is taken").isEqualTo(303);
    HttpResponse<String> again = write(run + "/note", note);
    assertThat(again.statusCode()).isEqualTo(303);
    String timeline = read("/api/v1" + run + "/timeline").body();
    assertThat(timeline.split(Pattern.quote("hello"), -1)).as("it is recorded once").hasSize(2);
    assertThat(page(run).body()).doesNotContain("server’s memory");
    assertThat(page("/entries/" + ENTRY).body()).doesNotContain("server’s memory");
    System.out.printf(
        "%s: usual %s, longest %s, recovered after %d ms%n",
        form, usual, longest, recovery.toMillis());
    assertThat(recovery).isLessThan(RECOVERY);
    longest.keySet().forEach(this::isLongest);
  }

  private void isLongest(String kind) {
    assertThat(longest.get(kind))
        .as("the longest reply of %s, where the usual ones take %s", kind, usual)
        .isLessThan(BOUND.plus(usual));
  }

  private static void isProblem(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(503);
    assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(reply.headers().firstValue("Retry-After")).contains("2");
  }

  /** The reply to a form that wasn't taken has all of it in a form that can be sent again. */
  private void isKept(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(503);
    assertThat(reply.headers().firstValue("Retry-After")).contains("2");
    assertThat(reply.headers().firstValue("Refresh")).isEmpty();
    assertThat(reply.body())
        .contains(
            "<form class=\"card\" method=\"post\" action=\"" + run + "/note\">",
            "name=\"csrf\" value=\"" + note.get("csrf") + "\"",
            "name=\"key\" value=\"" + note.get("key") + "\"",
            "name=\"visit\" value=\"" + note.get("visit") + "\"",
            "Said “hello” &amp; waited for &lt;them&gt;</textarea>");
  }

  private HttpResponse<String> timed(String kind, Callable<HttpResponse<String>> request)
      throws Exception {
    long begun = System.nanoTime();
    try {
      return request.call();
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      synchronized (longest) {
        longest.merge(kind, took, (a, b) -> a.compareTo(b) > 0 ? a : b);
      }
    }
  }

  private HttpResponse<String> page(String path) throws IOException, InterruptedException {
    return send(get(path).header("Accept", "text/html").header("Cookie", cookie));
  }

  private HttpResponse<String> read(String path) throws IOException, InterruptedException {
    return send(get(path).header("Authorization", bearer));
  }

  private HttpResponse<String> open(String body, String key)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(root.resolve("/api/v1/incidents"))
            .header("Authorization", bearer)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> write(String path, Map<String, String> fields)
      throws IOException, InterruptedException {
    List<String> pairs = new ArrayList<>();
    fields.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return send(
        HttpRequest.newBuilder(root.resolve(path))
            .header("Accept", "text/html")
            .header("Cookie", cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs))));
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(root.resolve(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }

  private static String hidden(String form, String name) {
    Matcher field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(form);
    assertThat(field.find()).as(name).isTrue();
    return field.group(1);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  /** Keeps what is logged as a warning or worse. */
  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        logged.add(entry);
      }
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
