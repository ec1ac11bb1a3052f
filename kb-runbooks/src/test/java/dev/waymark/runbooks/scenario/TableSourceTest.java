package dev.waymark.runbooks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.Schemas;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.Request;
import dev.waymark.model.table.Row;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.runbooks.fence.probe.TcpFence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSourceTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T02:00:00Z"), ZoneOffset.UTC);
  private static final Schemas SCHEMAS =
      new Schemas(
          SchemaReader.read(
              "test.yaml",
              """
              Calls: {TimeGenerated: datetime, Status: int}
              Other: {TimeGenerated: datetime}
              resources: {name: string, type: string}
              """));

  @TempDir Path folder;

  @BeforeEach
  void tables() throws IOException {
    write("Calls.csv", "TimeGenerated,Status\n-PT5M,502\n-PT10M,200\n-PT2H,502\n");
    write("resources.csv", "name,type\nshop-apim,microsoft.apimanagement/service\n");
  }

  @Test
  void theQueryIsEvaluatedOverTheTables() {
    Answer answer =
        kql("let window = 1h;\nCalls | where TimeGenerated > ago(window) | summarize count()");
    assertThat(rows(answer)).containsExactly(Row.of(2L));
    assertThat(answer.provenance().recorded()).isTrue();
    assertThat(answer.provenance().source()).isEqualTo("scenario slow");
  }

  @Test
  void soIsOneOfResourceGraph() {
    Answer answer = ask(ResourceGraphFence.KIND, Map.of(), "Resources | project name");
    assertThat(rows(answer)).containsExactly(Row.of("shop-apim"));
  }

  @Test
  void aRecordedAnswerWins() throws IOException {
    Files.createDirectories(folder.resolve("answers"));
    write("answers/step.2.csv", "Count\n7\n");
    var source = RecordedSource.withTables(scenario(), SCHEMAS, CLOCK);
    String query = "Calls | summarize Count = count()";
    assertThat(rows(source.ask(request(1, KqlFence.KIND, Map.of(), query))))
        .containsExactly(Row.of(3L));
    assertThat(rows(source.ask(request(2, KqlFence.KIND, Map.of(), query))))
        .containsExactly(Row.of(7L));
  }

  @Test
  void moreRowsThanTheFenceAllowsAreCutOff() {
    Answer answer = ask(KqlFence.KIND, Map.of("rows", "2"), "Calls");
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Partial.class,
            partial -> {
              assertThat(partial.table().rows()).hasSize(2);
              assertThat(partial.reason()).isEqualTo("The query returns 3 rows; 2 are its limit");
            });
  }

  @Test
  void whatIsWrongSaysWhere() {
    failed(kql("Calls\n| where Statsu == 1"), FailureKind.INVALID, "line 2, column 9: ");
    failed(kql("Calls | where"), FailureKind.INVALID, "line 1, column ");
    failed(kql("Calls | reduce by Status"), FailureKind.INVALID, "line 1, column ");
    failed(kql("Nowhere | count"), FailureKind.INVALID, "line 1, column 1: ");
    failed(kql("Other | count"), FailureKind.NO_SOURCE, "No table `Other` is recorded");
  }

  @Test
  void anInterruptedThreadGivesUp() {
    Thread.currentThread().interrupt();
    try {
      failed(
          kql("range x from 1 to 100000 step 1 | count"),
          FailureKind.CANCELLED,
          "The query was given up");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aBrokenTableAnswersNothing() throws IOException {
    write("Calls.csv", "Status\nfive\n");
    failed(
        kql("Calls | count"),
        FailureKind.INVALID,
        "Calls.csv:2:1: “five” isn't of type int, the type of `Status`");
  }

  @Test
  void probesAreNotAnsweredFromTables() {
    failed(
        ask(TcpFence.KIND, Map.of(), "orders.example:443"),
        FailureKind.NO_SOURCE,
        "Nothing is recorded for `step`");
  }

  private Answer kql(String text) {
    return ask(KqlFence.KIND, Map.of(), text);
  }

  private Answer ask(FenceKind kind, Map<String, String> options, String text) {
    return new TableSource(scenario(), SCHEMAS, CLOCK).ask(request(1, kind, options, text));
  }

  private static Request.Ask request(
      int stay, FenceKind kind, Map<String, String> options, String text) {
    return new Request.Ask(1, "step", stay, new BoundQuery(kind, text, options));
  }

  private Scenario scenario() {
    return new Scenario(
        "slow",
        "Slow",
        folder,
        Map.of(),
        Map.of(),
        Map.of(),
        Scenario.VERIFIED_AFTER,
        List.of(),
        Outcome.RESOLVED);
  }

  private static List<Row> rows(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Complete.class);
    return ((Answer.Complete) answer).table().rows();
  }

  private static void failed(Answer answer, FailureKind kind, String message) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(kind);
              assertThat(failed.message()).contains(message);
              assertThat(failed.hint()).isNotEmpty();
            });
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
