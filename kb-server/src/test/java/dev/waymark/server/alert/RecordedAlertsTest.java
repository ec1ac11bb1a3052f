package dev.waymark.server.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.model.incident.Alert;
import dev.waymark.server.problem.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks that others have published. */
class RecordedAlertsTest {
  private static final Path FOLDER = Path.of("..", "..", "shared", "corpora", "alerts");

  @BeforeEach
  void needsTheRecordings() {
    assumeTrue(Files.isDirectory(FOLDER), "the recorded alerts aren't beside this repository");
  }

  @Test
  void readsAllInACommonForm() throws IOException {
    for (Path file : files("azure-common-schema", "-fired", "-resolved")) {
      if (file.getFileName().toString().startsWith("noncommon")) {
        continue;
      }
      Alert alert = read(file).orThrow().get(0);
      assertThat(alert.rule()).as(file + ": rule").isNotBlank();
      assertThat(alert.firedAt()).as(file + ": time").isNotEqualTo(Instant.EPOCH);
      assertThat(alert.labels()).as(file + ": labels").containsKey("monitoringService");
    }
    Alert old =
        read(FOLDER.resolve("alertmanager/alerta-prometheus_v3_alert.json")).orThrow().get(0);
    assertThat(old.rule()).isEqualTo("failedConnect");
    assertThat(old.targets()).containsExactly("host2");
  }

  @Test
  void refusesOthersWithAWord() throws IOException {
    for (Path file : files("other", "")) {
      assertThat(read(file)).as(file.toString()).isInstanceOf(Result.Refused.class);
    }
    assertThat(read(FOLDER.resolve("azure-common-schema/noncommon-metric-schema-fired.json")))
        .isInstanceOf(Result.Refused.class);
  }

  private static Result<List<Alert>> read(Path file) throws IOException {
    return AlertReader.read(Files.readAllBytes(file), Instant.EPOCH);
  }

  private static List<Path> files(String folder, String... names) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .filter(file -> Stream.of(names).anyMatch(file.toString()::contains))
              .sorted()
              .toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }
}
