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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as people start it: from the built JAR, with a database of its own. */
class ServeIT {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PASSWORD = "correct horse battery";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> started = new ArrayList<>();

  @TempDir Path folder;

  @AfterEach
  void stopAll() throws InterruptedException {
    for (Process process : started) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void anIncidentIsThereAfterAKillAndANewStart() throws Exception {
    int port = freePort();
    Path log = folder.resolve("first.log");
    Process first = serve(log, "--port", Integer.toString(port), "--data", data());
    awaitReady(port);
    String link = firstLink(log);
    setPassword(port, link);
    long incident =
        post(
                port,
                "/api/v1/incidents",
                "{\"entry\":\"apim-502-bad-gateway\",\"scenario\":\"backend-timeout\"}")
            .get("number")
            .asLong();
    JsonNode run = get(port, "/api/v1/incidents/" + incident + "/runs").get(0);
    JsonNode moved =
        post(
            port,
            "/api/v1/runs/" + run.get("id").asText() + "/inputs",
            "{\"type\":\"take-branch\",\"visit\":1,\"branch\":%d}"
                .formatted(run.get("wants").get("proposed").asInt()));

    first.destroyForcibly().waitFor();
    int otherPort = freePort();
    Path secondLog = folder.resolve("second.log");
    Process second = serve(secondLog, "--port", Integer.toString(otherPort), "--data", data());
    awaitReady(otherPort);

    assertThat(get(otherPort, "/api/v1/runs/" + run.get("id").asText())).isEqualTo(moved);
    assertThat(Files.readString(secondLog)).doesNotContain("/welcome/");

    Path thirdLog = folder.resolve("third.log");
    Process third = serve(thirdLog, "--port", Integer.toString(freePort()), "--data", data());
    assertThat(third.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(third.exitValue()).isEqualTo(1);
    assertThat(Files.readString(thirdLog))
        .contains("Another Waymark server (process " + second.pid() + ")");
  }

  @Test
  void helpAndBadOptionsEndAtOnce() throws Exception {
    assertThat(outcome("--help")).startsWith("0 Usage: kb serve");
    assertThat(outcome("--port", "many"))
        .startsWith("2 kb serve: invalid value for option '--port'")
        .contains("Try `kb serve --help`.");
    assertThat(outcome("--port", "70000")).startsWith("2 ").contains("65535");
    assertThat(outcome("--content", "/no/such/folder"))
        .startsWith("2 There is no folder /no/such/folder");
    assertThat(outcome("--colour")).startsWith("2 ").contains("--colour");
  }

  private String outcome(String... options) throws Exception {
    Path log = folder.resolve("outcome.log");
    Process process = serve(log, options);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + " " + Files.readString(log);
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private Process serve(Path log, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-jar");
    command.add(JAR.toAbsolutePath().toString());
    command.addAll(Arrays.asList(options));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    started.add(process);
    return process;
  }

  private void awaitReady(int port) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (isReady(port)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("not ready in " + PATIENCE + logs());
  }

  private boolean isReady(int port) throws InterruptedException {
    try {
      return client
              .send(
                  HttpRequest.newBuilder(address(port, "/q/health/ready")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  private String logs() throws IOException {
    StringBuilder logs = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        logs.append('\n').append(log).append(":\n").append(Files.readString(log));
      }
    }
    return logs.toString();
  }

  /** It is printed once the server is ready. */
  private static String firstLink(Path log) throws Exception {
    Pattern link = Pattern.compile("/welcome/\\S+");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Matcher found = link.matcher(Files.readString(log));
      if (found.find()) {
        return found.group();
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("no link printed: " + Files.readString(log));
  }

  private void setPassword(int port, String link) throws Exception {
    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(address(port, link)).build(),
            HttpResponse.BodyHandlers.ofString());
    Matcher token = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(token.find()).as("the form of " + page.body()).isTrue();
    String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    HttpResponse<String> done =
        client.send(
            HttpRequest.newBuilder(address(port, link))
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "csrf=" + token.group(1) + "&password=" + PASSWORD.replace(' ', '+')))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(done.statusCode()).as(done.body()).isBetween(200, 399);
  }

  private JsonNode get(int port, String path) throws Exception {
    return send(HttpRequest.newBuilder(address(port, path)));
  }

  private JsonNode post(int port, String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(address(port, path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode send(HttpRequest.Builder request) throws Exception {
    String credential =
        Base64.getEncoder()
            .encodeToString(
                ("admin:" + PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    HttpResponse<String> reply =
        client.send(
            request.header("Authorization", "Basic " + credential).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isBetween(200, 299);
    return MAPPER.readTree(reply.body());
  }

  private static URI address(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
