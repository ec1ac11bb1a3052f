package dev.waymark.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server as people start it: from the built JAR, with a database of its own. */
final class ServerProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PASSWORD = "correct horse battery";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final Path log;
  private final Path data;
  private final int port;
  private String authorization = "";

  private ServerProcess(Process process, Path log, Path data, int port) {
    this.process = process;
    this.log = log;
    this.data = data;
    this.port = port;
  }

  /** Starts the program with these options only. */
  static Process run(Path log, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-jar");
    command.add(JAR.toAbsolutePath().toString());
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Starts it on a data folder, and comes back at once. */
  static ServerProcess start(Path log, Path data) throws IOException {
    int port = freePort();
    Process process =
        run(log, List.of("--port", Integer.toString(port), "--data", data.toString()));
    return new ServerProcess(process, log, data, port);
  }

  ServerProcess awaitReady() throws Exception {
    await(PATIENCE, () -> !process.isAlive() || ready() == HttpURLConnection.HTTP_OK);
    assertThat(process.isAlive()).as(log()).isTrue();
    return this;
  }

  Process process() {
    return process;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Follows the first link, sets a password, and from then on acts with a token. */
  ServerProcess signIn() throws Exception {
    followFirstLink();
    authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    authorization =
        "Bearer " + post("/api/v1/me/tokens", "{\"label\":\"test\"}").get("token").asText();
    return this;
  }

  /** As the one who signed in to this folder's server before. */
  ServerProcess signInAs(ServerProcess earlier) {
    authorization = earlier.authorization;
    return this;
  }

  private void followFirstLink() throws Exception {
    Pattern printed = Pattern.compile("/welcome/\\S+");
    await(
        PATIENCE,
        () -> {
          try {
            return printed.matcher(log()).find();
          } catch (IOException e) {
            return false;
          }
        });
    Matcher found = printed.matcher(log());
    assertThat(found.find()).isTrue();
    String link = found.group();
    HttpResponse<String> page = send(HttpRequest.newBuilder(address(link)));
    Matcher token = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(token.find()).as("the form of " + page.body()).isTrue();
    String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    HttpResponse<String> done =
        send(
            HttpRequest.newBuilder(address(link))
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "csrf=" + token.group(1) + "&password=" + PASSWORD.replace(' ', '+'))));
    assertThat(done.statusCode()).as(done.body()).isBetween(200, 399);
  }

  JsonNode get(String path) throws Exception {
    return read(send(HttpRequest.newBuilder(address(path)).header("Authorization", authorization)));
  }

  JsonNode post(String path, String body) throws Exception {
    return read(post(path, body, "key-" + System.nanoTime()));
  }

  /** Whatever the reply is. */
  HttpResponse<String> post(String path, String body, String key)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address(path))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static JsonNode read(HttpResponse<String> reply) throws IOException {
    assertThat(reply.statusCode()).as(reply.body()).isBetween(200, 299);
    return MAPPER.readTree(reply.body());
  }

  /** Opens an incident on a recorded scenario; its number. */
  long openIncident() throws Exception {
    return post(
            "/api/v1/incidents",
            "{\"entry\":\"apim-502-bad-gateway\",\"scenario\":\"backend-timeout\"}")
        .get("number")
        .asLong();
  }

  /** The first run of an incident. */
  JsonNode run(long incident) throws Exception {
    return get("/api/v1/incidents/" + incident + "/runs").get(0);
  }

  /** The status of readiness; 0 if nobody answers. */
  int ready() {
    return health("/q/health/ready").map(HttpResponse::statusCode).orElse(0);
  }

  String readiness() {
    return health("/q/health/ready").map(HttpResponse::body).orElse("");
  }

  int live() {
    return health("/q/health/live").map(HttpResponse::statusCode).orElse(0);
  }

  private Optional<HttpResponse<String>> health(String path) {
    try {
      return Optional.of(send(HttpRequest.newBuilder(address(path))));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(
        request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** The number of the embedded database's first process. */
  long postmaster() throws IOException {
    return Long.parseLong(postmasterFile().get(0).strip());
  }

  private List<String> postmasterFile() throws IOException {
    return Files.readAllLines(data.resolve("postgresql/postmaster.pid"));
  }

  /** A connection as the owner of the embedded database. */
  Connection connect() throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + postmasterFile().get(3).strip() + "/postgres",
        "waymark",
        Files.readString(data.resolve("postgresql.password")).strip());
  }

  static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  /** Freezes the database: its first process and all others. */
  void freeze() throws Exception {
    ProcessHandle first = ProcessHandle.of(postmaster()).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(first.descendants().toList());
    signal("STOP", first.pid());
    for (ProcessHandle one : all) {
      signal("STOP", one.pid());
    }
  }

  /** Asks it to end; how long that took. */
  Duration stop() throws InterruptedException {
    long start = System.nanoTime();
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not within " + limit).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
