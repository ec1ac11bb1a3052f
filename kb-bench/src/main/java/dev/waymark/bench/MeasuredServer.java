package dev.waymark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our server on a temporary data folder with the entry that the benchmarks walk, and a program
 * signed in to it.
 */
final class MeasuredServer implements AutoCloseable {
  private static final Pattern LINK = Pattern.compile("(http://\\S+/welcome/\\S+)");
  private static final Pattern CSRF =
      Pattern.compile("name=\"([^\"]*csrf[^\"]*)\"\\s+value=\"([^\"]+)\"");
  private static final String SEARCHABLE =
      "select count(*) from search_document where kind = 'ENTRY'";
  private static final String ASKABLE = "select count(*) from fact_entry where served";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path data;
  private final ServerProcess process;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String token;
  private final KeepAliveConnection connection;

  private MeasuredServer(Path data, ServerProcess process)
      throws IOException, InterruptedException {
    this.data = data;
    this.process = process;
    this.token = signIn();
    this.connection = connect();
  }

  static MeasuredServer start() throws IOException, InterruptedException {
    return start(List.of(), Checkout.ENTRIES);
  }

  /** With options for its Java. */
  static MeasuredServer start(List<String> options) throws IOException, InterruptedException {
    return start(options, Checkout.ENTRIES);
  }

  /** With other entries. */
  static MeasuredServer start(Path content) throws IOException, InterruptedException {
    return start(List.of(), content);
  }

  /** With both. */
  static MeasuredServer start(List<String> options, Path content)
      throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("waymark-bench");
    ServerProcess process = launch(data, options, content);
    try {
      return new MeasuredServer(data, process);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** Starts it on the repository of its entries. */
  static MeasuredServer startOn(Path repository) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("waymark-bench");
    ServerProcess process =
        ServerProcess.start(
            Checkout.SERVER,
            List.of("-Dwaymark.content.url=file://" + repository, "-Dwaymark.content.interval=0s"),
            List.of("--port", "{port}", "--data", data.toString()),
            "/login");
    try {
      return new MeasuredServer(data, process);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** Waits until as many entries are served. */
  void awaitEntries(int count) throws IOException, InterruptedException {
    post("/api/v1/content/sync", Map.of());
    while (JSON.readTree(get("/api/v1/entries")).size() < count) {
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /**
   * Waits until as many entries are found by full-text search, with all of their steps, and known
   * to the review's questions. Has the database tidy up after them and bring them to the disk,
   * which it would do by itself in the middle of the measuring.
   */
  void awaitSearchable(int count) throws IOException, SQLException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(30);
    try (Connection connection = database();
        Statement statement = connection.createStatement()) {
      while (count(statement, SEARCHABLE) < count || count(statement, ASKABLE) < count) {
        if (System.nanoTime() > deadline) {
          throw new IOException("the entries weren't searchable in 30 minutes");
        }
        TimeUnit.MILLISECONDS.sleep(500);
      }
      statement.execute("vacuum analyze search_document");
      statement.execute("vacuum analyze search_text");
      statement.execute("checkpoint");
    }
  }

  private static int count(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Starts the server on a data folder and waits for its first page. */
  static ServerProcess launch(Path data) throws IOException, InterruptedException {
    return launch(data, List.of(), Checkout.ENTRIES);
  }

  private static ServerProcess launch(Path data, List<String> options, Path content)
      throws IOException, InterruptedException {
    return ServerProcess.start(
        Checkout.SERVER,
        options,
        List.of("--port", "{port}", "--data", data.toString(), "--content", content.toString()),
        "/login");
  }

  /** A connection to the server's own database. */
  Connection database() throws IOException, SQLException {
    List<String> postmaster = Files.readAllLines(data.resolve("postgresql/postmaster.pid"));
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/postgres",
        "waymark",
        Files.readString(data.resolve("postgresql.password")).strip());
  }

  /** What {@code kb verify-record} says of the server's record, as JSON. */
  String verifyRecord() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Checkout.SERVER.toString(),
                "verify-record",
                "--format",
                "json",
                "--data",
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return report;
  }

  /**
   * A connection for inputs, whose answers say no more than where the run stands: what was there
   * before belongs to another promise.
   */
  KeepAliveConnection connect() throws IOException {
    return new KeepAliveConnection(
        process.uri("/"),
        "Authorization: Bearer %s\r\nContent-Type: application/json\r\nPrefer: return=minimal\r\n"
            .formatted(token));
  }

  /** Opens an incident on the recorded scenario. */
  Walk walk() throws IOException, InterruptedException {
    return walk(connection);
  }

  /** Opens an incident on the recorded scenario, whose inputs go over a connection. */
  Walk walk(KeepAliveConnection connection) throws IOException, InterruptedException {
    JsonNode incident =
        post("/api/v1/incidents", Map.of("entry", "bench-circle", "scenario", "round"));
    String number = incident.path("number").asText();
    JsonNode runs = JSON.readTree(get("/api/v1/incidents/" + number + "/runs"));
    return new Walk(connection, number, runs.path(0).path("id").asText());
  }

  String get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build()).body();
  }

  JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return JSON.readTree(send(request).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(process.uri(path)).header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          request.method()
              + " "
              + request.uri()
              + " gave "
              + response.statusCode()
              + ": "
              + response.body());
    }
    return response;
  }

  /** Follows the printed link as a person would, and asks for a token for programs. */
  private String signIn() throws IOException, InterruptedException {
    URI link = URI.create(find(LINK, process.awaitLog(LINK), 1));
    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(link).GET().build(), HttpResponse.BodyHandlers.ofString());
    String csrfCookie = cookie(page);
    String form =
        find(CSRF, page.body(), 1)
            + "="
            + URLEncoder.encode(find(CSRF, page.body(), 2), StandardCharsets.UTF_8)
            + "&password=a-long-password-to-measure";
    HttpResponse<String> welcome =
        client.send(
            HttpRequest.newBuilder(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", csrfCookie)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String session = cookie(welcome);
    HttpResponse<String> signedIn =
        client.send(
            HttpRequest.newBuilder(process.uri("/accounts"))
                .header("Cookie", csrfCookie + "; " + session)
                .GET()
                .build(),
            HttpResponse.BodyHandlers.ofString());
    HttpResponse<String> token =
        send(
            HttpRequest.newBuilder(process.uri("/api/v1/me/tokens"))
                .header("Cookie", csrfCookie + "; " + session)
                .header("X-CSRF-Token", find(CSRF, signedIn.body(), 2))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"label\":\"bench\"}"))
                .build());
    return JSON.readTree(token.body()).path("token").asText();
  }

  private static String cookie(HttpResponse<String> response) {
    return String.join(
        "; ",
        response.headers().allValues("set-cookie").stream()
            .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
            .toList());
  }

  private static String find(Pattern pattern, String text, int group) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("no " + pattern + " in:\n" + text);
    }
    return matcher.group(group);
  }

  @Override
  public void close() throws IOException {
    connection.close();
    process.close();
    DataFolders.delete(data);
  }

  /** A run in the circle of the measured entry: at a query, at a question, and so on. */
  final class Walk {
    private final KeepAliveConnection inputs;
    private final String incident;
    private final String run;
    private int visit = 1;

    private Walk(KeepAliveConnection inputs, String incident, String run) {
      this.inputs = inputs;
      this.incident = incident;
      this.run = run;
    }

    /** At the query: takes the proposed branch to the question, which is one event. */
    void takeBranch() throws IOException {
      input(Map.of("type", "take-branch", "visit", visit, "branch", 2));
      visit++;
    }

    /** At the question: goes back to the query, which is asked, answered and read. */
    void onceMore() throws IOException {
      input(Map.of("type", "reply", "visit", visit, "option", 0));
      visit++;
    }

    String page() throws IOException, InterruptedException {
      return get("/incidents/" + incident);
    }

    private void input(Map<String, ?> body) throws IOException {
      inputs.post(
          "/api/v1/runs/" + run + "/inputs",
          "Idempotency-Key: " + UUID.randomUUID() + "\r\n",
          JSON.writeValueAsBytes(body));
    }
  }
}
