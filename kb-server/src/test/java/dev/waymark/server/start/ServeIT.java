package dev.waymark.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as people start it: from the built JAR, with a database of its own. */
class ServeIT {
  @TempDir Path folder;

  @Test
  void anIncidentIsThereAfterAKillAndANewStart() throws Exception {
    Path data = folder.resolve("data");
    ServerProcess first = ServerProcess.start(folder.resolve("first.log"), data);
    first.awaitReady().signIn();
    JsonNode run = first.run(first.openIncident());
    String path = "/api/v1/runs/" + run.get("id").asText();
    JsonNode moved =
        first.post(
            path + "/inputs",
            "{\"type\":\"take-branch\",\"visit\":1,\"branch\":%d}"
                .formatted(run.get("wants").get("proposed").asInt()));

    first.process().destroyForcibly().waitFor();
    try (ServerProcess second = ServerProcess.start(folder.resolve("second.log"), data)) {
      second.awaitReady().signInAs(first);

      assertThat(second.get(path)).isEqualTo(moved);
      assertThat(second.log()).doesNotContain("/welcome/");

      try (ServerProcess third = ServerProcess.start(folder.resolve("third.log"), data)) {
        assertThat(third.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(third.process().exitValue()).isEqualTo(1);
        assertThat(third.log())
            .contains("Another Waymark server (process " + second.process().pid() + ")");
      }

      assertThat(outcome("verify-record", "--data", data.toString()))
          .as("beside the server")
          .startsWith("0 1 incident, 1 run, ")
          .contains("all as recorded");

      // A database that doesn't answer keeps nobody from stopping the server.
      second.freeze();
      assertThat(second.stop()).isLessThan(Duration.ofSeconds(2));
      assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
    }
    assertThat(outcome("verify-record", "--format", "json", "--data", data.toString()))
        .as("of a server that is stopped")
        .startsWith("0 {")
        .contains("\"found\" : 0");
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
    assertThat(outcome("verify-record", "--since", "soon"))
        .startsWith("2 kb verify-record: `soon` isn't a date.");
    assertThat(outcome("verify-record", "--data", "/no/such/folder"))
        .startsWith("2 kb verify-record: There is no database in /no/such/folder.");
  }

  private String outcome(String... options) throws Exception {
    Path log = folder.resolve("outcome.log");
    Process process = ServerProcess.run(log, List.of(options));
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + " " + Files.readString(log);
  }
}
