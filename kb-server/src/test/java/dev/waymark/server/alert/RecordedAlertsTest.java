package dev.waymark.server.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertLink;
import dev.waymark.model.incident.AlertState;
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
    Alert older =
        read(FOLDER.resolve("azure-common-schema/log-v1-number-of-results-fired.json"))
            .orThrow()
            .get(0);
    assertThat(older.links())
        .extracting(AlertLink::name)
        .as("both search results have one address here")
        .containsExactly(
            "Alert in the portal", "Search results of this alert", "Resource in the portal");
    assertThat(older.measurements()).as("count and threshold").hasSize(1);
    Alert metric =
        read(FOLDER.resolve("azure-common-schema/metric-dynamic-fired.json")).orThrow().get(0);
    assertThat(metric.measurements().get(0).value()).contains(78.09);
    assertThat(metric.measurements().get(0).threshold()).contains(0.3);
    assertThat(metric.labels()).containsEntry("customKey2", "value2");
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

  /** What went wrong when it was tried. */
  @Test
  void refusesOrReadsWhatWasReported() throws IOException {
    Path cases = FOLDER.resolve(Path.of("..", "..", "cases"));
    assumeTrue(Files.isDirectory(cases), "the cases aren't beside this repository");
    for (String refused :
        List.of(
            "AL-06/two-documents.json",
            "AL-06/trailing-garbage.json",
            "AL-06/cut-alertmanager.json",
            "AL-13/1-oncall.json",
            "AL-13/3-own-ok.json",
            "AL-13/5-own-closed.json",
            "AL-19/deep.json",
            "AL-19/long-number.json",
            "AL-19/many-labels.json")) {
      assertThat(read(cases.resolve(refused))).as(refused).isInstanceOf(Result.Refused.class);
    }
    for (String end :
        List.of(
            "AL-13/4-own-Resolved.json", "AL-13/6-am-Resolved.json", "AL-13/7-az-Closed.json")) {
      assertThat(read(cases.resolve(end)).orThrow().get(0).state())
          .as(end)
          .isEqualTo(AlertState.RESOLVED);
    }
    for (String time :
        List.of("AL-15/own-times.json", "AL-15/own-times-2.json", "AL-15/own-times-3.json")) {
      assertThat(read(cases.resolve(time)).orThrow().get(0).firedAt())
          .as(time)
          .isEqualTo(Instant.parse("2026-11-03T02:10:00Z"));
    }
    assertThat(read(cases.resolve("AL-06/trailing-newline.json")).orThrow()).hasSize(1);
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
