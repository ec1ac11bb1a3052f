package dev.waymark.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.Bombs;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The whole server with a heap of 256 MB, given what needs gigabytes where nothing bounds it. */
@EnabledIfSystemProperty(
    named = "waymark.rounds",
    matches = "full",
    disabledReason = "it takes 40 seconds: -Dwaymark.rounds=full runs it")
class SmallHeapIT {
  private static final String PASSWORD = "correct horse battery";
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
  private static final int AT_ONCE = 20;

  private static final String ENTRY =
      """
      ---
      id: memory
      title: A query without end
      service: House
      severity: sev3
      owners: [home]
      reviewed: 2026-11-01
      review-every: 90d
      tags: [house]
      ---
      # A query without end

      It never ends.

      ## Symptoms

      - The query never ends

      ## Diagnostics

      ### How many numbers are there?

      ```kql
      range x from 1 to 1000000000000 step 1 | summarize n = make_list(x)
      ```

      | State | When | Means | Next |
      |---|---|---|---|
      | healthy | `rows.size() == 0` | None | [Worn out](#worn-out) |
      | unknown | otherwise | Nobody knows | [Escalate](#escalation) |

      ## Root causes

      ### Worn out

      It has served its time. [Buy another](#buy-another).

      ## Resolution

      ### Buy another

      Risk: read

      - [ ] Go to the shop

      ## Prevention

      - Keep a spare one

      ## Escalation

      | Severity | When | Who | Within |
      |---|---|---|---|
      | sev1 | At once | The electrician | 15m |
      | sev2 | Soon | The electrician | 30m |
      | sev3 | Today | The electrician | 4h |
      | sev4 | This week | The electrician | 1d |
      """;

  private static final String SCENARIO =
      """
      title: Numbers
      path: [how-many-numbers-are-there]
      outcome: escalated
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private String base = "";
  private String session = "";

  @Test
  void survivesWhateverNeedsMore() throws Exception {
    Path folder = PackagedServer.temporaryFolder("small-heap");
    Path repository = folder.resolve("remote.git");
    String url = Bombs.repository(repository, entries());
    try (PackagedServer server =
        PackagedServer.startOnRepository(
            folder.resolve("data"), url, Map.of("JAVA_TOOL_OPTIONS", "-Xmx256m"))) {
      base = server.base();
      setPassword(server.firstLink());
      await("/api/v1/entries", "\"memory\"");

      allAtOnce("/entries/same");
      allAtOnce("/api/v1/entries/same");
      allAtOnce("/entries/lists");
      openIncidents();
      askInSql();
      sendAlerts();
      Bombs.bomb(repository);
      await("/api/v1/content", "more than 100,000 files and folders");

      assertThat(get("/api/v1/entries/same")).contains("\"moreIssues\":");
      assertThat(get("/entries/same").length()).isLessThan(8 << 20);
      assertThat(get("/entries")).contains("A query without end");
      assertThat(server.log()).noneMatch(line -> line.contains("OutOfMemoryError"));
    }
  }

  private static Map<String, String> entries() {
    Map<String, String> files = new TreeMap<>();
    files.put("memory.md", ENTRY);
    files.put("memory.scenarios/numbers/scenario.yaml", SCENARIO);
    files.put("memory.scenarios/numbers/Heartbeat.csv", "Computer\n");
    files.put("same.md", "# Same\n\n## Diagnostics\n\n" + repeated("### same\n", 25_000));
    files.put("lists.md", "# Lists\n\n" + repeated("- ".repeat(44) + "x\n\n", 250_000));
    for (int i = 0; i < 12; i++) {
      files.put("more/%d.md".formatted(i), "# Same\n\n" + repeated("## a\n\n", 100_000));
    }
    return files;
  }

  private static String repeated(String part, int size) {
    return part.repeat(size / part.length());
  }

  private void allAtOnce(String path) throws Exception {
    List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      replies.add(
          client.sendAsync(asBrowser(path).build(), HttpResponse.BodyHandlers.ofString(UTF_8)));
    }
    for (CompletableFuture<HttpResponse<String>> reply : replies) {
      assertThat(reply.get(60, TimeUnit.SECONDS).statusCode()).as(path).isIn(200, 503);
    }
  }

  private void openIncidents() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      replies.add(
          client.sendAsync(
              request("/api/v1/incidents")
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"entry\":\"memory\",\"scenario\":\"numbers\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString(UTF_8)));
    }
    for (CompletableFuture<HttpResponse<String>> reply : replies) {
      HttpResponse<String> opened = reply.get(60, TimeUnit.SECONDS);
      assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    }
    assertThat(get("/incidents/1")).contains("MiB");
  }

  private void askInSql() throws Exception {
    String page = send(asBrowser("/review/sql")).body();
    Matcher token = CSRF.matcher(page);
    assertThat(token.find()).as(page).isTrue();
    String form =
        "csrf="
            + token.group(1)
            + "&sql="
            + URLEncoder.encode("select repeat('x', 1000000000)", UTF_8);
    HttpResponse<String> answer =
        send(
            asBrowser("/review/sql")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
  }

  private HttpRequest.Builder asBrowser(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(60))
        .header("Cookie", session);
  }

  private void sendAlerts() throws Exception {
    String label = "x".repeat(200);
    String alerts =
        IntStream.range(0, 1_000)
            .mapToObj(
                i ->
                    "{\"id\":\"%d\",\"rule\":\"r\",\"state\":\"firing\",\"labels\":{\"l\":\"%s\"}}"
                        .formatted(i, label))
            .collect(Collectors.joining(",", "[", "]"));
    List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      replies.add(
          client.sendAsync(
              request("/api/v1/alerts")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(alerts))
                  .build(),
              HttpResponse.BodyHandlers.ofString(UTF_8)));
    }
    for (CompletableFuture<HttpResponse<String>> reply : replies) {
      assertThat(reply.get(60, TimeUnit.SECONDS).statusCode()).isIn(202, 503);
    }
  }

  private void await(String path, String text) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String last = "";
    while (System.nanoTime() < deadline) {
      last = get(path);
      if (last.contains(text)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError("no “" + text + "” in " + last);
  }

  private String get(String path) throws Exception {
    HttpResponse<String> reply = send(request(path));
    assertThat(reply.statusCode()).as(path).isEqualTo(200);
    return reply.body();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private HttpRequest.Builder request(String path) {
    String credential = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(UTF_8));
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Basic " + credential);
  }

  private void setPassword(String link) throws Exception {
    HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(link)));
    Matcher token = CSRF.matcher(page.body());
    assertThat(token.find()).isTrue();
    String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    HttpResponse<String> done =
        send(
            HttpRequest.newBuilder(URI.create(link))
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "csrf=" + token.group(1) + "&password=" + PASSWORD.replace(' ', '+'))));
    assertThat(done.statusCode()).as(done.body()).isBetween(200, 399);
    session =
        done.headers().allValues("Set-Cookie").stream()
            .map(one -> one.split(";")[0])
            .collect(Collectors.joining("; "));
  }
}
